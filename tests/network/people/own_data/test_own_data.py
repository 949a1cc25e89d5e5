"""All that is mine comes in one file: what is under a seal, too, and nothing of anybody else."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import AsyncClient, Client
from django.urls import reverse

from cases.library.models import PracticePage, StoredFile
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.byline import Attribution
from network.notices.models import Notice
from network.people.models import Member
from network.people.own_data.archive import archive
from network.people.own_data.sources import OwnFile, OwnRows
from network.rooms.actions import mark_read
from search.saved.models import SavedSearch
from tests.cases.contribute.test_files import photo
from tests.cases.desk import begin, submitted
from tests.factories import CaseFactory, MessageFactory, PracticeFactory, RoomFactory, TopicFactory
from tests.network.access.audit.written import written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def author(trees: None, client: Client, member: Member) -> Client:
    from cases.editorial.permissions import set_up_permissions

    set_up_permissions()
    client.force_login(member)
    return client


def taken(client: Client) -> ZipFile:
    answer = client.post(reverse("own_data"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    packed = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert packed.testzip() is None
    return packed


def rows(packed: ZipFile, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(packed.read(f"{name}.json").decode("utf-8"))
    return found


def test_what_he_said_is_in_it_named_and_sealed_and_nothing_of_others(
    author: Client, member: Member, other_member: Member
) -> None:
    for room in (RoomFactory(), RoomFactory(attribution=Attribution.CHATHAM_HOUSE)):
        topic = TopicFactory(room=room)
        MessageFactory(topic=topic, author=member, text=f"Суу, by me in {room.slug}")
        MessageFactory(topic=topic, author=other_member, text="By somebody else")
        mark_read(topic, member, seq=1)
    packed = taken(author)
    said = rows(packed, "messages")
    assert [row["names"] for row in said] == ["named", "chatham-house"]
    assert all(row["text"].startswith("Суу, by me") for row in said)
    assert "T" not in said[1]["posted"], "the day alone"
    assert len(rows(packed, "read-marks")) == 2
    assert not any(b"somebody else" in packed.read(name) for name in packed.namelist())


def test_his_texts_are_in_it_with_versions_files_and_drafts(
    author: Client, member: Member, other_member: Member
) -> None:
    begin(author, title="Only begun", context="<p>Two districts.</p>", picture=photo())
    submitted(author, title="A named one")
    submitted(author, title="A sealed one", attribution="chatham-house")
    packed = taken(author)
    names = packed.namelist()
    told = [
        row for name in names if name.endswith("/versions.json") for row in rows(packed, name.removesuffix(".json"))
    ]
    assert {"Only begun", "A named one", "A sealed one"} <= {row["title"] for row in told}
    assert any("Two districts" in row["context"] for row in told)
    assert [name for name in names if name.endswith(".webp")]
    other = Client()
    other.force_login(other_member)
    assert not [name for name in taken(other).namelist() if name.startswith("texts/")]


def test_profile_notices_searches_and_sessions_are_in_it(author: Client, member: Member) -> None:
    Notice.objects.create(member=member, kind="network/notices/alert", path="/", details={"text": "New"})
    SavedSearch.objects.create(owner=member, name="Water", query="q=water")
    packed = taken(author)
    assert rows(packed, "account")[0]["email"] == member.email
    assert rows(packed, "profile")[0]["institution"] == member.profile.institution
    assert [row["details"] for row in rows(packed, "notices")] == [{"text": "New"}]
    assert [row["query"] for row in rows(packed, "saved-searches")] == ["q=water"]
    assert len(rows(packed, "sessions")) == 1
    assert rows(packed, "left-out") == []


def test_of_the_log_he_is_told_what_was_done_and_not_by_whom(
    author: Client, member: Member, other_member: Member
) -> None:
    record(Act.ACCOUNT_CHANGED, f"person:{member.pk}", by=other_member, details="name")
    record(Act.ACCOUNT_CHANGED, f"person:{other_member.pk}", by=other_member, details="address")
    told = rows(taken(author), "log-of-acts")
    assert [(row["verb"], row["by"]) for row in told if row["verb"] == Act.ACCOUNT_CHANGED] == [
        (Act.ACCOUNT_CHANGED, "another")
    ]


def test_it_is_written_down_and_nothing_is_stored(author: Client, member: Member, own_files: Path) -> None:
    taken(author)
    assert [entry.actor_id for entry in written(Act.OWN_DATA_TAKEN)] == [member.pk]
    assert not [path for path in own_files.rglob("*") if path.is_file()]


def test_a_link_gives_nothing_away(author: Client, client: Client) -> None:
    """A page of somebody else's could hold it, and a browser would keep the file."""
    assert author.get(reverse("own_data"))["Content-Type"].startswith("text/html")
    assert Client().post(reverse("own_data")).status_code == 302


def test_a_sixth_copy_within_an_hour_has_to_wait(author: Client) -> None:
    for _copy in range(5):
        taken(author)
    assert author.post(reverse("own_data")).status_code == 429


def test_it_comes_piece_by_piece_and_never_whole() -> None:
    """Otherwise a member with many files could fill the memory of the site."""
    read: list[int] = []

    class Endless(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            read.append(size or -1)
            return super().read(size)

    files = [OwnFile(f"{n}.webp", 1 << 20, lambda: Endless(bytes(1 << 20))) for n in range(8)]
    pieces = archive(files)
    longest = max(len(piece) for piece in pieces)
    assert longest < 1 << 18
    assert max(read) < 1 << 18


def test_what_is_too_much_or_gone_is_named_and_left_out() -> None:
    def gone() -> Any:
        raise FileNotFoundError

    files = [
        OwnFile("a.txt", 6, lambda: BytesIO(b"sixsix")),
        OwnFile("b.txt", 6, lambda: BytesIO(b"sixsix")),
        OwnFile("c.txt", 1, gone),
    ]
    packed = ZipFile(BytesIO(b"".join(archive(files, max_bytes=10))))
    assert packed.namelist() == ["a.txt", "left-out.json"]
    assert [row["file"] for row in rows(packed, "left-out")] == ["b.txt", "c.txt"]
    late = ZipFile(BytesIO(b"".join(archive(files, max_seconds=-1))))
    assert late.namelist() == ["left-out.json"]


def test_a_file_that_breaks_while_it_is_read_breaks_nothing_else() -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("a bad sector")
            return super().read(size)

    files = [OwnFile("a.txt", 1 << 20, lambda: Broken(bytes(1 << 20))), OwnFile("b.txt", 3, lambda: BytesIO(b"six"))]
    packed = ZipFile(BytesIO(b"".join(archive(files))))
    assert packed.testzip() is None
    assert packed.read("b.txt") == b"six"
    assert [row["file"] for row in rows(packed, "left-out")] == ["a.txt"]


@pytest.mark.parametrize("name", ["attachments/gone.txt", "../../etc/passwd", "/etc/passwd", "attachments"])
def test_a_file_that_cannot_be_had_costs_its_own_line(author: Client, own_files: Path, name: str) -> None:
    page = begin(author, files=SimpleUploadedFile("notes.txt", b"The gauge was moved."), picture=photo())
    StoredFile.objects.filter(page=page.pk).update(file=name)
    packed = taken(author)
    assert [row["file"].rpartition("/")[2] for row in rows(packed, "left-out")] == [name.rpartition("/")[2]]
    assert [one for one in packed.namelist() if one.endswith(".webp")]
    assert rows(packed, "account")


def test_a_case_and_a_practice_of_one_address_stand_apart(author: Client, member: Member) -> None:
    CaseFactory(address="water", authors=[member])
    practice = PracticeFactory(authors=[member])
    PracticePage.objects.filter(pk=practice.pk).update(address="water")
    names = taken(author).namelist()
    assert len(names) == len(set(names))
    assert {"texts/case-water/text.json", "texts/practice-water/text.json"} <= set(names)


def test_a_file_is_found_by_what_its_owner_called_it(author: Client) -> None:
    begin(author, files=SimpleUploadedFile("Отчёт 2015.txt", b"The gauge was moved."))
    packed = taken(author)
    [listed] = [name for name in packed.namelist() if name.endswith("/files.json")]
    [row] = rows(packed, listed[:-5])
    assert row["title"] == "Отчёт 2015"
    assert packed.read(f"{listed[:-5]}/{row['file']}") == b"The gauge was moved."


def test_a_reader_who_goes_away_ends_it() -> None:
    ended: list[bool] = []

    def endless() -> Iterator[dict[str, Any]]:
        try:
            while True:
                yield {"word": "x" * 100_000}
        finally:
            ended.append(True)

    pieces = archive([OwnRows("endless", endless())])
    assert next(pieces)
    pieces.close()
    assert ended == [True]


@pytest.mark.django_db(transaction=True)
async def test_served_as_in_production_it_is_sent_as_it_is_written() -> None:
    from asgiref.sync import sync_to_async

    from tests.factories import MemberFactory

    member = await sync_to_async(MemberFactory)()
    client = AsyncClient()
    await client.aforce_login(member)
    answer = await client.post("/en/account/data/")
    assert answer.is_async, "or Django would collect all of it before it sends the first byte"
    pieces = [piece async for piece in answer.streaming_content]
    assert json.loads(ZipFile(BytesIO(b"".join(pieces))).read("account.json"))[0]["email"] == member.email
