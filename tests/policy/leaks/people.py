"""Members: profiles, contacts, notices."""

from dataclasses import replace
from typing import Any

from network.notices.models import NoticeQuerySet
from network.people import contacts, directory
from network.people import searchable as people_searchable
from network.people import views as people_views
from network.people.models import Member, Profile
from network.people.searchable import People
from tests.policy.leaks.base import Patch, Ungated, leak, leak_in_writing
from tests.policy.world import World


@leak_in_writing("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[anonymous]")
def telephones_are_indexed(patch: Patch) -> None:
    documents = People.documents

    def with_telephones(self: People, ids: Any) -> Any:
        for document in documents(self, ids):
            yield replace(document, summary=Profile.objects.get(member=document.id).phone)

    patch.setattr(People, "documents", with_telephones)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def notices_are_listed_of_all_members(patch: Patch, world: World) -> None:
    patch.setattr(NoticeQuerySet, "of", lambda rows, member_id: rows.order_by("-pk"))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def contacts_are_shown_to_whoever_sees_the_profile(patch: Patch, world: World) -> None:
    def all_of(profile: Any, viewer: Any) -> list[contacts.Contact]:
        return [contacts.Contact("", value, "") for value in (profile.phone, profile.contact_email) if value]

    patch.setattr(people_views, "contacts_of", all_of)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def the_address_of_the_account_is_shown(patch: Patch, world: World) -> None:
    patch.setattr(Member, "get_full_name", lambda member: f"{member.name} <{member.email}>")
    patch.setattr(people_views, "display_name", lambda name, native: f"{name} {world.members['alumna'].email}")


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def the_directory_lists_who_does_not_show_himself(patch: Patch, world: World) -> None:
    patch.setattr(directory, "Profile", Ungated(Profile))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_persons_page_is_open_though_he_does_not_show_himself(patch: Patch, world: World) -> None:
    patch.setattr(people_views, "Profile", Ungated(Profile))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_week_lists_who_does_not_show_himself(patch: Patch, world: World) -> None:
    patch.setattr(directory, "Profile", Ungated(Profile))


@leak("test_a_hidden_word_is_searched_for_as_one_that_does_not_exist[alumnus]")
def search_finds_who_does_not_show_himself(patch: Patch, world: World) -> None:
    patch.setattr(people_searchable, "Profile", Ungated(Profile))
