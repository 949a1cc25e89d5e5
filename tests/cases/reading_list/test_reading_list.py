"""What a member has saved to read: he finds it again, as far as he may read it still, and nobody learns of it."""

import json
import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.library.models import CasePage
from cases.reading_list import actions, models
from cases.reading_list.actions import renew_keys, save_text
from cases.reading_list.errors import ListIsFull
from cases.reading_list.models import ReadingList
from network.access.seals import SealKey
from network.access.viewer import MEMBERS, edition_key, viewer_of
from network.handover import Words
from network.people.leaving.actions import leave
from network.people.leaving.erasing import erase_due
from network.people.models import Member
from tests.factories import PASSWORD, CaseFactory, PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


@pytest.fixture
def reader(client: Client, member: Member) -> Client:
    client.force_login(member)
    return client


def press(client: Client, page: Any, **more: str) -> Any:
    return client.post(reverse(f"{page.KIND}_save", args=[page.address]), more)


def words(answer: Any) -> str:
    assert answer.status_code == 200
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def titles(client: Client, query: str = "") -> list[str]:
    answer = client.get(reverse("reading_list") + query)
    return [one.row.title for one in answer.context["saved"]]


def test_a_text_is_saved_and_taken_off_where_it_is_read_and_the_page_says_which(reader: Client) -> None:
    page = CaseFactory(title="One canal")
    assert "On your reading list" not in words(reader.get(page.get_absolute_url()))
    assert press(reader, page)["Location"] == page.get_absolute_url()
    shown = words(reader.get(page.get_absolute_url()))
    assert "“One canal” is on your reading list." in shown
    assert "On your reading list" in shown
    assert titles(reader) == ["One canal"]
    assert press(reader, page, remove="1")["Location"] == page.get_absolute_url()
    assert "“One canal” is off your reading list." in words(reader.get(page.get_absolute_url()))
    assert "Nothing is on your reading list" in words(reader.get(reverse("reading_list")))


def test_the_last_saved_stands_first_and_a_second_press_moves_nothing(reader: Client) -> None:
    first, second = CaseFactory(title="Saved first"), PracticeFactory(title="Saved then")
    for page in (first, second, first):
        press(reader, page)
    assert titles(reader) == ["Saved then", "Saved first"]


def test_it_is_saved_in_all_its_languages_and_shown_in_the_readers(reader: Client) -> None:
    english = CaseFactory(title="One canal")
    russian = CaseFactory(title="Один канал", language="ru")
    CasePage.objects.filter(pk=russian.pk).update(translation_key=english.translation_key)
    press(reader, english)
    russian.refresh_from_db()
    press(reader, russian)
    assert titles(reader) == ["One canal"]
    assert [one.row.title for one in reader.get("/ru/reading-list/").context["saved"]] == ["Один канал"]
    assert reader.get(russian.get_absolute_url()).context["saving"].is_saved
    press(reader, russian, remove="1")
    assert titles(reader) == []


@pytest.mark.parametrize("state", ["withdrawn", "under embargo", "closed to him", "deleted"])
def test_what_he_may_not_read_any_more_is_simply_not_there(reader: Client, state: str) -> None:
    hidden, shown = CaseFactory(title="Out of sight"), CaseFactory(title="In sight")
    for page in (shown, hidden):
        press(reader, page)
    assert titles(reader) == ["Out of sight", "In sight"]  # so the rest is about the state
    row = CasePage.objects.filter(pk=hidden.pk)
    if state == "withdrawn":
        row.update(live=False)
    elif state == "under embargo":
        row.update(embargo_until=timezone.now() + timedelta(days=2))
    elif state == "closed to him":
        row.update(audience=edition_key(987))
    else:
        hidden.delete()
    assert titles(reader) == ["In sight"]
    assert "Out of sight" not in reader.get(reverse("reading_list")).content.decode()
    assert press(reader, hidden).status_code == 404
    assert press(reader, hidden, remove="1").status_code == 404
    if state == "withdrawn":
        row.update(live=True)
        assert titles(reader) == ["Out of sight", "In sight"]


def test_nobody_saves_what_he_may_not_read(reader: Client, member: Member) -> None:
    closed = CaseFactory(audience=edition_key(987))
    assert press(reader, closed).status_code == 404
    assert reader.post(reverse("case_save", args=["nowhere"])).status_code == 404
    assert not ReadingList.objects.entries_of(member.pk)


def test_a_visitor_is_led_to_the_door_and_offered_nothing(client: Client) -> None:
    page = CaseFactory()
    for answer in (press(client, page), client.get(reverse("reading_list"))):
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]
    assert reverse("case_save", args=[page.address]) not in client.get(page.get_absolute_url()).content.decode()
    assert not ReadingList.objects.exists()


def test_an_address_that_is_followed_saves_nothing(reader: Client, member: Member) -> None:
    page = CaseFactory()
    assert reader.get(reverse("case_save", args=[page.address])).status_code == 405
    assert not ReadingList.objects.entries_of(member.pk)


def test_lists_of_two_readers_are_two(reader: Client, other_member: Member, editor: Member) -> None:
    press(reader, CaseFactory(title="Mine alone"))
    for another in (other_member, editor):
        browser = Client()
        browser.force_login(another)
        assert titles(browser) == []


def test_it_is_read_page_by_page_and_each_text_comes_once(reader: Client, member: Member) -> None:
    pages = [CaseFactory(title=f"Text {number}") for number in range(45)]
    for page in pages:
        save_text(page, viewer_of(member))
    seen, query = [], ""
    for _page in range(3):
        answer = reader.get(reverse("reading_list") + query)
        seen += [one.row.title for one in answer.context["saved"]]
        query = answer.context["older_url"]
    assert seen == [f"Text {number}" for number in reversed(range(45))]
    assert not query
    assert titles(reader, "?after=nonsense")[0] == "Text 44"


def test_who_takes_off_on_a_later_page_stays_there(reader: Client, member: Member) -> None:
    pages = [CaseFactory(title=f"Text {number}") for number in range(22)]
    for page in pages:
        save_text(page, viewer_of(member))
    cursor = reader.get(reverse("reading_list")).context["older_url"].removeprefix("?after=")
    assert titles(reader, f"?after={cursor}") == ["Text 1", "Text 0"]
    for page, left in ((pages[1], ["Text 0"]), (pages[0], [f"Text {number}" for number in range(21, 1, -1)])):
        back = press(reader, page, remove="1", **{"from": "list", "after": cursor})["Location"]
        assert back == f"{reverse('reading_list')}?after={cursor}"
        assert titles(reader, f"?after={cursor}") == left, "of a page that is empty now, the first"


def test_the_page_costs_the_same_however_long(
    reader: Client, member: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        for factory in (CaseFactory, PracticeFactory):
            save_text(factory(title=f"Text {number}", authors=[member]), viewer_of(member))
    with django_assert_max_num_queries(25):
        assert len(titles(reader)) == 20


def test_a_full_list_takes_no_more_and_says_so(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (models, actions):
        monkeypatch.setattr(module, "MAX_TEXTS", 3)
    pages = [CaseFactory(title=f"Text {number}") for number in range(4)]
    for page in pages:
        press(reader, page)
    assert "There are 3 texts on your reading list" in words(reader.get(pages[3].get_absolute_url()))
    assert titles(reader) == ["Text 2", "Text 1", "Text 0"]
    CasePage.objects.filter(pk=pages[0].pk).update(live=False)
    press(reader, pages[3])
    assert titles(reader) == ["Text 3", "Text 2", "Text 1"], "what he does not see takes no room away from him"


def test_as_many_as_it_says_have_room(member: Member) -> None:
    """As long as a full list is what the database holds of each."""
    row = ReadingList(member=member)
    full = [models.SavedText(CaseFactory.build().translation_key, timezone.localdate()) for _one in range(200)]
    row.seal(full)
    length = len(row.sealed)
    assert row.entries() == full
    row.seal(full[:1])
    assert (len(row.sealed), row.entries()) == (length, full[:1])


def test_the_database_tells_neither_what_is_saved_nor_how_much(reader: Client, member: Member) -> None:
    page = CaseFactory()
    press(reader, page)
    row = ReadingList.objects.get(member=member)
    one, length = bytes(row.sealed), len(row.sealed)
    assert page.translation_key.bytes not in one
    for _more in range(5):
        press(reader, CaseFactory())
    row.refresh_from_db()
    assert len(row.sealed) == length
    assert {field.name for field in ReadingList._meta.concrete_fields} == {"member", "sealed", "key_mark"}


def test_a_list_that_is_put_into_anothers_row_opens_to_nobody(
    reader: Client, member: Member, other_member: Member
) -> None:
    press(reader, CaseFactory())
    stolen = ReadingList.objects.get(member=member)
    ReadingList.objects.create(member=other_member, sealed=stolen.sealed, key_mark=stolen.key_mark)
    assert ReadingList.objects.entries_of(member.pk)
    assert ReadingList.objects.entries_of(other_member.pk) == []


def test_an_older_key_may_go_when_lists_are_sealed_anew(
    reader: Client, member: Member, other_member: Member, settings: Any
) -> None:
    page = CaseFactory(title="One canal")
    old, new = SealKey("old", b"o" * 32), SealKey("new", b"n" * 32)
    settings.SEAL_KEYS = [old]
    save_text(page, viewer_of(member))
    settings.SEAL_KEYS = [SealKey("lost", b"l" * 32)]
    save_text(page, viewer_of(other_member))
    settings.SEAL_KEYS = [new, old]
    assert len(ReadingList.objects.entries_of(member.pk)) == 1
    assert renew_keys() == 1
    assert renew_keys() == 0
    settings.SEAL_KEYS = [new]
    assert len(ReadingList.objects.entries_of(member.pk)) == 1
    assert ReadingList.objects.entries_of(other_member.pk) == []
    save_text(page, viewer_of(other_member))
    assert len(ReadingList.objects.entries_of(other_member.pk)) == 1, "he begins anew"


def test_he_takes_it_along(reader: Client) -> None:
    open_to_all, closed = CaseFactory(title="One canal", audience=MEMBERS), CaseFactory(title="Closed since")
    for page in (open_to_all, closed):
        press(reader, page)
    CasePage.objects.filter(pk=closed.pk).update(live=False)
    packed = ZipFile(BytesIO(b"".join(reader.post(reverse("own_data")).streaming_content)))
    (row,) = json.loads(packed.read("reading-list.json").decode())
    assert row == {
        "day": timezone.localdate().isoformat(),
        "kind": "case",
        "language": "en",
        "address": open_to_all.address,
        "title": "One canal",
    }


@pytest.mark.parametrize("how", list(Words))
def test_it_goes_when_he_leaves(reader: Client, member: Member, how: Words) -> None:
    press(reader, CaseFactory())
    assert ReadingList.objects.filter(member=member.pk).exists()
    leave(member, password=PASSWORD, words=how)
    erase_due(timezone.localdate() + timedelta(days=14))
    assert not ReadingList.objects.exists()


def test_a_refused_text_leaves_the_list_as_it_was(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MAX_TEXTS", 1)
    kept = CaseFactory()
    save_text(kept, viewer_of(member))
    with pytest.raises(ListIsFull):
        save_text(CaseFactory(), viewer_of(member))
    assert [one.key for one in ReadingList.objects.entries_of(member.pk)] == [kept.translation_key]
