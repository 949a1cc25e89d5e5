"""Rooms: pages, frames, and who is named there."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from network.people.models import Member
from network.rooms import actions
from network.rooms import views as rooms_views
from network.rooms.entrance import conditions
from network.rooms.entrance import views as entrance_views
from network.rooms.live import consumers, lines
from network.rooms.models import Message, Room, Topic
from network.rooms.models.messages import MessageQuerySet
from network.rooms.search import room_search
from tests.policy.leaks.base import Patch, Ungated, leak, leak_in_writing, naming
from tests.policy.world import World


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_room_is_found_past_the_gate(patch: Patch, world: World) -> None:
    patch.setattr(rooms_views, "Room", Ungated(Room))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_topic_is_found_past_the_gate(patch: Patch, world: World) -> None:
    patch.setattr(rooms_views, "Topic", Ungated(Topic))
    patch.setattr(rooms_views, "Message", Ungated(Message))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def rooms_of_others_are_offered_to_who_asks(patch: Patch, world: World) -> None:
    patch.setattr(room_search, "Room", Ungated(Room))


@leak("test_the_socket_tells_a_member_what_is_said_in_his_rooms_alone[alumnus]")
def the_socket_follows_any_room(patch: Patch, world: World) -> None:
    patch.setattr(consumers, "Room", Ungated(Room))


@leak("test_a_room_of_others_is_absent_from_the_socket_as_one_that_does_not_exist[alumnus]")
def the_socket_speaks_in_any_room(patch: Patch, world: World) -> None:
    patch.setattr(consumers, "Topic", Ungated(Topic))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def lines_name_the_speaker_under_the_chatham_house_rule(patch: Patch, world: World) -> None:
    patch.setattr(lines, "byline", naming)


@leak("test_nothing_is_said_among_four[the page]")
def four_are_enough_to_open_a_room_under_the_rule(patch: Patch, world: World) -> None:
    patch.setattr(conditions, "OPENS_AT", 4)


@leak("test_who_has_not_accepted_the_rule_says_nothing[the socket]")
def the_rule_is_asked_by_pages_and_not_over_the_socket(patch: Patch, world: World) -> None:
    asked = conditions.refuse_unless_may_speak

    def asking(act: Any) -> Any:
        def ask(place: Any, member: Member, **said: Any) -> Any:
            asked(getattr(place, "room", place), member)
            return act(place, member, **said)

        return ask

    for name in ("post_message", "start_topic", "settle_topic"):
        patch.setattr(rooms_views, name, asking(getattr(actions, name)))
    patch.setattr(actions, "refuse_unless_may_speak", lambda room, member: None)


@leak("test_its_pages_lead_to_the_rule")
def pages_of_a_room_open_before_the_rule_is_accepted(patch: Patch, world: World) -> None:
    patch.setattr(rooms_views, "asks_for_the_rule", lambda room, member: False)


@leak("test_accepting_the_rule_writes_a_seal_and_nothing_else")
def the_acceptance_of_the_rule_keeps_a_moment(patch: Patch, world: World) -> None:
    accept = conditions.accept_rule

    def accept_now(member: Member) -> None:
        accept(member)
        Member.objects.filter(pk=member.pk).update(last_login=timezone.now())

    patch.setattr(entrance_views, "accept_rule", accept_now)


@leak_in_writing("test_a_copy_of_the_accounts_does_not_tell_who_has_accepted_it")
def the_acceptance_of_the_rule_stands_in_clear(patch: Patch) -> None:
    patch.setattr(conditions, "rule_seal", lambda member_id: str(conditions.RULE_VERSION))
    patch.setattr(conditions, "fits", lambda found, _purpose, version, _member: found == str(version))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_hidden_message_is_shown_to_all(patch: Patch, world: World) -> None:
    line_of = lines._line

    def as_said(message: Message, viewer: object) -> lines.Line:
        return replace(line_of(message, viewer), html=message.html)  # type: ignore[arg-type]

    patch.setattr(lines, "_line", as_said)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_moderators_word_is_shown_to_all(patch: Patch, world: World) -> None:
    line_of = lines._line

    def with_the_word(message: Message, viewer: object) -> lines.Line:
        return replace(line_of(message, viewer), moderation=getattr(message, "moderation", None))  # type: ignore[arg-type]

    patch.setattr(lines, "_line", with_the_word)


@leak_in_writing("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_hidden_message_is_still_found(patch: Patch) -> None:
    patch.setattr(MessageQuerySet, "readable", MessageQuerySet.said)
