"""Thirty days after anything was last done on it, a text under the Chatham House rule is nobody's; and not a day before."""

from datetime import date, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from cases.contribute.letting_go import let_go, outlived_text_seals
from cases.contribute.personal.own_data import text_things
from cases.library.authorship import sealed_author
from cases.library.models import Authorship, CasePage, Picture, StoredFile
from network.access.seals import SEAL_DAYS, SPENT
from network.access.viewer import viewer_of
from network.handover import Words, hand_over
from network.people.models import Member
from network.people.own_data.sources import OwnRows
from tests.cases.contribute.test_files import photo
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def published(author: Client, at_the_editors_desk: Client) -> CasePage:
    page = submitted(author, attribution="chatham-house")
    decide(at_the_editors_desk, page, "approve")
    return CasePage.objects.get(pk=page.pk)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def age(page: Page, days: int = SEAL_DAYS + 1) -> None:
    """As if all that was done on it had been done so many days earlier."""
    by = timedelta(days=days)
    for field in ("first_published_at", "last_published_at", "latest_revision_created_at"):
        row = Page.objects.get(pk=page.pk)
        if moment := getattr(row, field):
            Page.objects.filter(pk=page.pk).update(**{field: moment - by})
    for state in TaskState.objects.filter(workflow_state__object_id=str(page.pk)).exclude(finished_at=None):
        TaskState.objects.filter(pk=state.pk).update(finished_at=state.finished_at - by)


def is_his(page: Page, member: Member) -> bool:
    return CasePage.objects.get(pk=page.pk).is_by(member.pk)


def test_until_the_thirtieth_day_it_is_his_and_on_the_next_nobodys(published: CasePage, member: Member) -> None:
    assert let_go(in_days(SEAL_DAYS)) == 0
    assert is_his(published, member)
    assert let_go(in_days(SEAL_DAYS + 1)) == 1
    assert not is_his(published, member)
    row = Authorship.objects.get(page=published)
    assert (row.member, row.seal, row.client_id, row.begun_version) == (None, SPENT, None, "")
    assert let_go(in_days(SEAL_DAYS + 1)) == 0


def test_afterwards_no_page_of_his_has_it_and_readers_have_it_as_before(
    author: Client, published: CasePage, member: Member
) -> None:
    edit, address = reverse("contribute_edit", args=[published.pk]), published.get_absolute_url()
    before = Client().get(address)
    let_go(in_days(SEAL_DAYS + 1))
    assert edit not in author.get(reverse("contribute")).content.decode()
    for name in ("contribute_edit", "contribute_preview", "contribute_withdraw", "contribute_text"):
        assert author.get(reverse(name, args=[published.pk])).status_code == 404
    folders = [thing.name for thing in text_things(viewer_of(member)) if isinstance(thing, OwnRows)]
    assert not any(published.address in name for name in folders)
    after = Client().get(address)
    assert (before.status_code, after.status_code) == (200, 200)
    assert published.title in after.content.decode()


def test_editors_are_told_that_it_is_theirs_correct_it_and_publish_it(
    published: CasePage, at_the_editors_desk: Client
) -> None:
    review = reverse("review", args=[published.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[published.pk])
    words = "Nobody can tell any more who wrote it"
    assert words not in at_the_editors_desk.get(review).content.decode()
    let_go(in_days(SEAL_DAYS + 1))
    assert words in at_the_editors_desk.get(review).content.decode()
    assert words in at_the_editors_desk.get(edit).content.decode()
    corrected = newest(published)
    corrected.summary = "Corrected by an editor."
    corrected.save_revision(user=Member.objects.get(name="Elena Editorova"))
    answer = decide(at_the_editors_desk, published, "approve")
    assert "is published." in answer.content.decode()
    assert "Its author" not in str([str(one) for one in answer.context["messages"]])
    assert CasePage.objects.get().summary == "Corrected by an editor."


def test_taken_off_it_stays_with_the_editors_who_can_put_it_back(
    published: CasePage, at_the_editors_desk: Client, author: Client
) -> None:
    review = reverse("review", args=[published.pk])
    let_go(in_days(SEAL_DAYS + 1))
    at_the_editors_desk.post(review, {"decision": "take-off", "reason": "A name stands in it."})
    assert not CasePage.objects.get().live
    assert "This text was taken off the site." in at_the_editors_desk.get(review).content.decode()
    assert author.get(reverse("contribute_edit", args=[published.pk])).status_code == 404
    decide(at_the_editors_desk, published, "approve")
    assert Client().get(published.get_absolute_url()).status_code == 200


def test_why_it_was_taken_off_stands_beside_a_text_whose_author_is_mailed_nothing(
    published: CasePage, at_the_editors_desk: Client, author: Client
) -> None:
    review = reverse("review", args=[published.pk])
    at_the_editors_desk.post(review, {"decision": "take-off", "reason": "A name stands in it."})
    assert "A name stands in it." in author.get(reverse("contribute_edit", args=[published.pk])).content.decode()


def test_what_only_its_author_can_finish_stays_his_however_long_it_lies(
    author: Client, at_the_editors_desk: Client, member: Member
) -> None:
    draft = begin(author, title="Only begun", attribution="chatham-house")
    waiting = submitted(author, title="With the editors", attribution="chatham-house")
    returned = submitted(author, title="Sent back", attribution="chatham-house")
    decide(at_the_editors_desk, returned, "return", "Say who paid.")
    withdrawn = submitted(author, title="Taken off", attribution="chatham-house")
    decide(at_the_editors_desk, withdrawn, "approve")
    author.post(reverse("contribute_withdraw", args=[withdrawn.pk]))
    assert let_go(in_days(4_000)) == 0
    assert all(is_his(page, member) for page in (draft, waiting, returned, withdrawn))


def test_a_named_text_is_its_authors_for_ever(author: Client, at_the_editors_desk: Client, member: Member) -> None:
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    assert let_go(in_days(4_000)) == 0
    assert is_his(page, member)


@pytest.mark.parametrize("last", ["saves", "sends", "returned", "approved"])
def test_the_days_count_from_the_last_thing_done_by_author_or_editor(
    author: Client, at_the_editors_desk: Client, published: CasePage, member: Member, last: str
) -> None:
    age(published)
    assert outlived_text_seals(in_days(0)).exists()
    save(
        author, published, action="save" if last == "saves" else "submit", attribution="chatham-house", summary="More."
    )
    if last != "saves":
        age(published)  # its author's part of it is old
    if last == "returned":
        decide(at_the_editors_desk, published, "return", "Say who paid.")
    if last == "approved":
        decide(at_the_editors_desk, published, "approve")
    assert let_go(in_days(0 if last != "sends" else 4_000)) == 0
    assert is_his(published, member)


def test_what_opens_later_counts_from_the_day_on_which_it_opens(
    author: Client, at_the_editors_desk: Client, member: Member
) -> None:
    opens = in_days(100)
    page = submitted(author, attribution="chatham-house", embargo=opens.isoformat(), embargo_zone="Asia/Tashkent")
    decide(at_the_editors_desk, page, "approve")
    assert let_go(in_days(100 + SEAL_DAYS - 1)) == 0
    assert let_go(in_days(100 + SEAL_DAYS + 1)) == 1


def test_a_new_version_that_lay_for_thirty_days_goes_with_the_seal_and_with_its_files(
    author: Client,
    at_the_editors_desk: Client,
    published: CasePage,
    own_files: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    kept = set(Revision.page_revisions.filter(object_id=str(published.pk)).values_list("pk", flat=True))
    newer = {"summary": "Never sent.", "attribution": "chatham-house"}
    save(
        author, published, files=SimpleUploadedFile("a.txt", b"The gauge."), picture=photo(), caption="A gate", **newer
    )
    save(author, published, action="submit", caption="A gate", **newer)
    decide(at_the_editors_desk, published, "return", "Say who paid.")
    save(author, published, caption="A gate", **newer)
    assert newest(published).summary == "Never sent."
    assert any(own_files.rglob("*.txt"))
    with django_capture_on_commit_callbacks(execute=True):
        assert let_go(in_days(SEAL_DAYS + 1)) == 1
    assert set(Revision.page_revisions.filter(object_id=str(published.pk)).values_list("pk", flat=True)) == kept
    page = CasePage.objects.get()
    assert (page.live, page.has_unpublished_changes, page.current_workflow_state) == (True, False, None)
    assert newest(page).summary == published.summary
    assert not StoredFile.objects.exists()
    assert not Picture.objects.filter(page=page.pk).exists()
    assert not any(own_files.rglob("*.txt"))
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk]))
    assert shown.context["review"].status == "published"


def test_a_file_that_readers_have_stays(
    author: Client, at_the_editors_desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    sealed = {"attribution": "chatham-house"}
    page = begin(author, files=SimpleUploadedFile("a.txt", b"The gauge."), **sealed)
    save(author, page, action="submit", **sealed)
    decide(at_the_editors_desk, page, "approve")
    save(author, page, summary="Never sent.", files=SimpleUploadedFile("b.txt", b"The gate."), **sealed)
    with django_capture_on_commit_callbacks(execute=True):
        let_go(in_days(SEAL_DAYS + 1))
    [stored] = StoredFile.objects.all()
    assert stored.file.read() == b"The gauge."
    [attachment] = CasePage.objects.get().attachments.all()
    assert Client().get(attachment.file.url).status_code == 200


def test_a_text_and_its_translations_are_let_go_together(published: CasePage, author: Client, member: Member) -> None:
    age(published)
    copy = CaseFactory(language="ru", translation_key=published.translation_key, attribution="chatham-house")
    Page.objects.filter(pk=copy.pk).update(first_published_at=timezone.now(), live=True)
    assert let_go(in_days(0)) == 0, "the same seal stands on what is younger"
    Page.objects.filter(pk=copy.pk).update(first_published_at=timezone.now() - timedelta(days=SEAL_DAYS + 1))
    assert let_go(in_days(0)) == 2
    assert set(Authorship.objects.values_list("seal", flat=True)) == {SPENT}
    later = CaseFactory(language="kk", translation_key=published.translation_key, attribution="chatham-house")
    assert not is_his(later, member)


def test_that_two_wrote_it_is_not_told_either(published: CasePage, other_member: Member) -> None:
    Authorship.objects.create(page=published, position=1, **sealed_author(published, other_member.pk))
    assert let_go(in_days(SEAL_DAYS + 1)) == 1
    assert list(Authorship.objects.values_list("page", "seal")) == [(published.pk, SPENT)]


def test_who_leaves_before_it_and_after_it_changes_nothing_in_the_text(
    published: CasePage, member: Member, other_member: Member
) -> None:
    hand_over(member.pk, Words.REMOVED)
    assert let_go(in_days(SEAL_DAYS)) == 0
    assert let_go(in_days(SEAL_DAYS + 1)) == 1
    hand_over(other_member.pk, Words.REMOVED)
    assert CasePage.objects.get().live


def test_its_author_reads_it_before_he_sends_and_until_which_day_it_is_his(author: Client, published: CasePage) -> None:
    shown = author.get(reverse("contribute_new")).content.decode()
    assert "for 30 days after it was published; then nobody can tell that it is yours" in shown
    age(published, days=10)
    mine = author.get(reverse("contribute")).content.decode()
    last = in_days(SEAL_DAYS - 10)
    assert f"You can change it until {last.day} {last:%B %Y}." in mine
    save(author, published, attribution="chatham-house", summary="More of it.")
    mine = author.get(reverse("contribute")).content.decode()
    last = in_days(SEAL_DAYS)
    assert f"It is yours until {last.day} {last:%B %Y}" in mine
    assert "what you did not send is deleted" in mine


def test_of_a_named_text_and_of_a_draft_nothing_of_the_kind_is_said(
    author: Client, at_the_editors_desk: Client
) -> None:
    decide(at_the_editors_desk, submitted(author), "approve")
    begin(author, title="Only begun", attribution="chatham-house")
    assert "nobody can tell" not in author.get(reverse("contribute")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_seal_is_in_no_page_of_the_database_any_more(trees: None, member: Member) -> None:
    """What another transaction could still see that night is gone the next."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite overwrites what is deleted (PRAGMA secure_delete)")
    CaseFactory(attribution="chatham-house", authors=[member])
    seal = Authorship.objects.get().seal.encode()
    _end_other_sessions()
    with psycopg.connect(**_address()) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT count(*) FROM wagtailcore_locale")
        assert let_go(in_days(SEAL_DAYS + 1)) == 1
        assert seal in _file_of("library_authorship")
    _wait_for_older_transactions()
    assert let_go(in_days(SEAL_DAYS + 2)) == 0
    assert seal not in _file_of("library_authorship")


def _address() -> dict[str, Any]:
    told = connection.get_connection_params()
    return {name: told[name] for name in ("host", "port", "user", "password", "dbname") if told.get(name)}


def _end_other_sessions() -> None:
    """What a process that was ended left open could still see the row, and it would stay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _wait_for_older_transactions() -> None:
    """Those of other tests beside this one count too: what is older than any of the whole cluster stays in the file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        [now] = cursor.fetchone()
        for _time in range(6000):
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::text::xid8", [str(now)])
            if cursor.fetchone()[0]:
                return
            sleep(0.1)
    raise AssertionError("a transaction of another test does not end")


def _file_of(table: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
        return bytes(cursor.fetchone()[0])
