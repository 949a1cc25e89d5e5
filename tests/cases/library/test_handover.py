"""What becomes of somebody's texts, and of what he did at the desk, when he leaves."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision

from cases.library.models import Authorship, CasePage, Picture, StoredFile
from network.access.seals import SEAL_LENGTH
from network.handover import Words, hand_over
from network.notices.models import Notice
from network.people.models import Member, former_participant
from search.index.models import Change
from tests.cases.contribute.test_files import photo
from tests.cases.desk import begin, decide, save, submitted
from tests.factories import CaseFactory, MemberFactory, locale

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def published(author: Client, desk: Client, **answers: Any) -> CasePage:
    page = submitted(author, **answers)
    decide(desk, page, "approve")
    return CasePage.objects.get(pk=page.pk)


def read(page: CasePage, reader: Client | None = None) -> Any:
    return (reader or Client()).get(reverse("case", args=[page.address]))


def test_a_text_stays_as_that_of_a_former_participant(
    author: Client, member: Member, at_the_editors_desk: Client
) -> None:
    page = published(author, at_the_editors_desk, audience="public")
    assert member.name in read(page).content.decode()
    number = member.pk
    Change.objects.all().delete()
    member.delete()
    shown = read(page, at_the_editors_desk)
    assert shown.status_code == 200
    assert member.name not in shown.content.decode()
    assert "A former participant" in shown.content.decode()
    assert ("case", page.pk) in Change.objects.values_list("kind", "thing")
    assert Page.objects.get(pk=page.pk).owner == former_participant()
    assert not Revision.objects.filter(user=number).exists()
    assert not Revision.page_revisions.filter(content__owner=number).exists()
    assert not PageLogEntry.objects.filter(user=number).exists()


def test_with_his_name_it_stays_as_it_was_and_leads_nowhere(
    author: Client, member: Member, at_the_editors_desk: Client
) -> None:
    page = published(author, at_the_editors_desk)
    hand_over(member.pk, Words.NAMED)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    shown = read(page, at_the_editors_desk).content.decode()
    assert member.name in shown
    assert reverse("person", args=[member.pk]) not in shown


def test_a_removed_text_is_gone_with_its_files(
    author: Client,
    member: Member,
    at_the_editors_desk: Client,
    own_files: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    notes = SimpleUploadedFile("notes.txt", b"The gauge was moved.")
    draft = begin(author, picture=photo(), files=notes)
    save(author, draft, action="submit", caption="The upper gate")
    decide(at_the_editors_desk, draft, "approve")
    page = CasePage.objects.get(pk=draft.pk)
    other = CaseFactory()
    assert files_in(own_files)
    assert StoredFile.objects.exists()
    Change.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(member.pk, Words.REMOVED)
    assert list(CasePage.objects.all()) == [other]
    assert not StoredFile.objects.exists()
    assert not Picture.objects.exists()
    assert files_in(own_files) == []
    assert read(page).status_code == 404
    assert ("case", page.pk) in Change.objects.values_list("kind", "thing")
    assert not PageLogEntry.objects.filter(page=page.pk).exists()


def test_a_colleague_keeps_the_text_that_both_wrote(member: Member, other_member: Member) -> None:
    page = CaseFactory(authors=[member, other_member])
    hand_over(member.pk, Words.REMOVED)
    assert set(Authorship.objects.filter(page=page).values_list("member", flat=True)) == {
        other_member.pk,
        former_participant().pk,
    }
    other_member.delete()
    assert Authorship.objects.get(page=page).member == former_participant()
    assert read(page).status_code == 200


@pytest.mark.parametrize("words", list(Words))
def test_drafts_go_whatever_he_chose(author: Client, member: Member, words: Words) -> None:
    page = begin(author)
    hand_over(member.pk, words)
    assert not CasePage.objects.exists()
    assert not Revision.page_revisions.filter(object_id=str(page.pk)).exists()
    assert not PageLogEntry.objects.filter(page=page.pk).exists(), "its title stands there"


@pytest.mark.parametrize("words", list(Words))
def test_what_stands_under_the_rule_stays_and_is_nobodys(
    author: Client, member: Member, at_the_editors_desk: Client, words: Words
) -> None:
    page = published(author, at_the_editors_desk, attribution="chatham-house")
    before = Authorship.objects.get(page=page)
    assert before.is_by(member.pk)
    hand_over(member.pk, words)
    after = Authorship.objects.get(page=page)
    assert not after.is_by(member.pk)
    assert (after.member, len(after.seal), after.seal == before.seal) == (None, SEAL_LENGTH, False)
    assert read(page, at_the_editors_desk).status_code == 200
    assert not Authorship.objects.of(member.pk).exists()


def test_an_editors_remarks_and_the_answers_to_them_stay(
    author: Client, member: Member, editor: Member, at_the_editors_desk: Client
) -> None:
    page = submitted(author)
    remark = Comment.objects.create(page=page, user=editor, text="Who paid?", contentpath="context")
    decide(at_the_editors_desk, page, "return", "Answer the remark.")
    CommentReply.objects.create(comment=remark, user=member, text="The district.")
    editor.delete()
    remark.refresh_from_db()
    assert remark.user == former_participant()
    assert [reply.text for reply in remark.replies.all()] == ["The district."]
    assert "A former participant" in author.get(reverse("contribute_edit", args=[page.pk])).content.decode()


def test_a_removed_text_takes_its_translation_along_and_their_files(
    author: Client,
    member: Member,
    at_the_editors_desk: Client,
    own_files: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    notes = SimpleUploadedFile("notes.txt", b"The gauge was moved.")
    draft = begin(author, picture=photo(), files=notes)
    save(author, draft, action="submit", caption="The upper gate")
    decide(at_the_editors_desk, draft, "approve")
    page = CasePage.objects.get(pk=draft.pk)
    page.copy_for_translation(locale("ru"), copy_parents=True).save_revision().publish()
    assert CasePage.objects.live().count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(member.pk, Words.REMOVED)
    assert not CasePage.objects.exists()
    assert files_in(own_files) == []


def test_files_that_a_translation_of_another_author_shows_stay(
    author: Client, member: Member, other_member: Member, own_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    draft = begin(author, files=SimpleUploadedFile("notes.txt", b"The gauge was moved."))
    save(author, draft, action="submit")
    russian = CasePage.objects.get(pk=draft.pk).copy_for_translation(locale("ru"), copy_parents=True)
    russian.authorships.update(member=other_member)
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(member.pk, Words.REMOVED)
    assert list(CasePage.objects.values_list("pk", flat=True)) == [russian.pk]
    assert len(files_in(own_files)) == 1


@pytest.mark.parametrize("words", list(Words))
def test_what_was_sent_back_goes_as_a_draft_does(
    author: Client, member: Member, at_the_editors_desk: Client, words: Words
) -> None:
    """It was never published, and nobody but him could send it again."""
    page = submitted(author)
    in_review = submitted(author, title="Still with the editors")
    sealed = submitted(author, title="Under the rule", attribution="chatham-house")
    new_version = published(author, at_the_editors_desk, title="Sent anew")
    save(author, new_version, action="submit", title="Sent anew")
    for one in (page, sealed, new_version):
        decide(at_the_editors_desk, one, "return", "Who paid?")
    hand_over(member.pk, words)
    stays = {sealed.pk} if words == Words.REMOVED else {in_review.pk, sealed.pk, new_version.pk}
    assert set(CasePage.objects.values_list("pk", flat=True)) == stays


def test_the_notice_to_editors_that_names_him_goes(
    author: Client, member: Member, editor: Member, at_the_editors_desk: Client
) -> None:
    submitted(author)
    Member.objects.filter(pk=member.pk).update(name="Aigerim Asanova")  # corrected since
    namesake = MemberFactory(name="Aigerim Bekova")
    theirs = Client()
    theirs.force_login(namesake)
    kept = submitted(theirs, title="Of another of that name")
    assert Notice.objects.filter(member=editor, details__author="Aigerim Bekova").count() == 2
    hand_over(member.pk, Words.NAMED)
    assert Notice.objects.filter(member=editor).count() == 2
    hand_over(member.pk, Words.FORMER)
    assert [notice.path for notice in Notice.objects.filter(member=editor)] == [f"/contribute/{kept.pk}/review/"]
