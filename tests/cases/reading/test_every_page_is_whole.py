"""Whatever makes a page, it has an address of its own, a day and its authors; and a broken row is one row."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client

from cases.library.models import Attachment, CasePage, Clearance, LibraryPage, StoredFile
from network.access.viewer import PUBLIC
from network.people.models import Member
from search.index.rebuild import rebuild
from tests.factories import CaseFactory, MemberFactory, library, locale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


def added(_page: CasePage, address: str = "") -> CasePage:
    page = CasePage(
        title="Two districts", address=address, locale=locale("en"), clearance=Clearance.CLEARED, audience=PUBLIC
    )
    library("en").add_child(instance=page)
    return page


def added_with_an_address_of_others(page: CasePage) -> CasePage:
    return added(page, page.address)


def copied(page: CasePage) -> CasePage:
    return page.copy(update_attrs={"slug": "another"})


def copied_with_its_library(page: CasePage) -> CasePage:
    copy = library("en").copy(recursive=True, update_attrs={"slug": "library-again"})
    return CasePage.objects.child_of(copy).get()


def aliased(page: CasePage) -> CasePage:
    return page.create_alias(update_slug="another")


def translated(page: CasePage) -> CasePage:
    page.copy_for_translation(locale("ru"), copy_parents=True).save_revision().publish()
    return CasePage.objects.get(locale__language_code="ru")


WAYS = [added, added_with_an_address_of_others, copied, copied_with_its_library, aliased, translated]


@pytest.mark.parametrize("way", WAYS)
def test_however_a_page_is_made_it_has_an_address_of_its_own_and_opens_there(
    client: Client, way: Callable[[CasePage], CasePage]
) -> None:
    """Copies, aliases and translations pass by `clean`, and by what is left out of copies."""
    first = CaseFactory(address="two-districts", title="Two districts")
    made = CasePage.objects.get(pk=way(first).pk)
    assert made.address not in ("", first.address)
    assert client.get(f"/en/cases/{made.address}/").status_code == 200
    assert client.get("/en/cases/").content.decode().count(f"/en/cases/{made.address}/") >= 1


def test_a_page_that_is_moved_or_saved_from_an_old_version_keeps_its_address() -> None:
    page = CaseFactory(address="two-districts")
    version = page.save_revision()
    content = version.content
    version.content = content | {"address": "an-older-one"}
    version.save()
    page.move(library("ru"), pos="last-child")
    version.publish()
    assert CasePage.objects.get(pk=page.pk).address == "two-districts"


def test_the_address_of_a_deleted_case_is_given_to_nobody_else() -> None:
    CaseFactory(address="two-districts", title="Two districts").delete()
    assert added(CasePage()).address == "two-districts-2"


def test_no_row_without_an_address_can_be_written() -> None:
    page = CaseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePage.objects.filter(pk=page.pk).update(address="")


def test_a_translation_has_the_authors_files_and_tags_of_the_original(member: Member, other_member: Member) -> None:
    page = CaseFactory(authors=[member, other_member])
    page.tags.add("canals")
    stored = StoredFile(page_id=page.pk)
    stored.file.save("agreement.txt", ContentFile(b"text"))
    page.attachments.add(Attachment(title="Agreement", stored=stored))
    page.save()
    russian = page.copy_for_translation(locale("ru"), copy_parents=True)
    assert [authorship.member for authorship in russian.authorships.all()] == [member, other_member]
    assert [tag.name for tag in russian.tags.all()] == ["canals"]
    assert [attachment.title for attachment in russian.attachments.all()] == ["Agreement"]


def test_once_sent_no_version_changes_under_which_name_it_was(member: Member) -> None:
    page = CaseFactory(authors=[member], attribution="chatham-house")
    version = page.save_revision()
    version.content = version.content | {"attribution": "named"}
    version.save()
    version.publish()
    assert CasePage.objects.get(pk=page.pk).attribution == "chatham-house"


@pytest.mark.parametrize(
    "broken",
    [{"address": "не адрес / вовсе"}, {"first_published_at": None}, {"title": ""}],
    ids=lambda rows: next(iter(rows)),
)
def test_a_broken_row_takes_no_list_down(client: Client, settings: Any, tmp_path: Any, broken: dict[str, Any]) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.ELASTICSEARCH_URL = ""
    bad, _good = CaseFactory(title="Broken canal"), CaseFactory(title="Whole canal")
    CasePage.objects.filter(pk=bad.pk).update(**broken)
    list(rebuild())
    client.force_login(MemberFactory(is_superuser=True))
    for address in (
        "/en/",
        "/en/cases/",
        "/en/search/?q=canal",
        "/api/search/?q=canal",
        "/en/search/feed/?q=canal",
        f"/admin/pages/{LibraryPage.objects.get(locale__language_code='en').pk}/",
        "/admin/pages/search/?q=canal",
    ):
        assert "Whole" in client.get(address).content.decode(), address
