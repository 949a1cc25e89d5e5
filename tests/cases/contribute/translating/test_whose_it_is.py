"""Under the Chatham House rule a translator is sealed as the author is; and what becomes of a translation when somebody goes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.contribute.letting_go import let_go
from cases.contribute.personal.handover import hand_over_texts
from cases.contribute.personal.own_data import text_things
from cases.contribute.translating.offering import offer_translation
from cases.library.authorship import Authorship
from cases.library.models import Attachment, CasePage, Clearance, StoredFile
from network.access.seals import SEAL_DAYS, SPENT
from network.access.viewer import viewer_of
from network.handover import Words
from network.people.models import Member
from tests.cases.contribute.translating.steps import (
    begun,
    browser_of,
    offer,
    published,
    republish,
    russian_case,
    write,
    writes_in,
)
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def whispered(writer: Member) -> CasePage:
    """A Russian case under the rule, published."""
    return russian_case(writer, attribution="chatham-house", clearance=Clearance.MAY_SHARE)


def test_a_translator_under_the_rule_is_named_nowhere(
    translator: Client, whispered: CasePage, member: Member, writer: Member, at_the_editors_desk: Client
) -> None:
    page = published(translator, whispered, at_the_editors_desk)
    row = Authorship.objects.get(page=page.pk)
    assert row.member is None
    assert row.is_by(member.pk)
    assert not row.is_by(writer.pk)
    assert page.attribution == "chatham-house"
    address = reverse("case", args=[page.address])
    for browser in (Client(), at_the_editors_desk, browser_of(writer)):
        shown = browser.get(address).content.decode()
        assert member.name not in shown
        assert "You translated it" not in shown
    assert "You translated it, as nobody else can see." in translator.get(address).content.decode()


def test_a_second_translator_is_not_told_who_has_it_under_the_rule(
    translator: Client, whispered: CasePage, member: Member
) -> None:
    begun(translator, whispered)
    answer = offer(browser_of(writes_in(MemberFactory(), "ky")), whispered).content.decode()
    assert "Somebody is translating this text into that language." in answer
    assert member.name not in answer


def test_an_authors_seal_ends_while_somebody_else_sits_at_a_translation(
    translator: Client, whispered: CasePage, member: Member
) -> None:
    page = begun(translator, whispered)
    past = timezone.now() - timedelta(days=SEAL_DAYS + 2)
    CasePage.objects.filter(pk=whispered.pk).update(
        first_published_at=past, last_published_at=past, latest_revision_created_at=past
    )
    assert let_go(timezone.localdate()) == 1
    assert Authorship.objects.get(page=whispered.pk).seal == SPENT
    assert Authorship.objects.get(page=page.pk).is_by(member.pk)


def test_files_and_their_clearance_are_the_originals(
    translator: Client, writer: Member, at_the_editors_desk: Client
) -> None:
    original = russian_case(writer)
    stored = StoredFile.objects.create(page=original, file="attachments/plan.pdf", is_clean=True)
    original.attachments = [Attachment(stored=stored, title="План", sort_order=0)]
    original.save()
    page = published(translator, original, at_the_editors_desk)
    assert [one.title for one in page.attachments.all()] == ["План"]
    original = CasePage.objects.get(pk=original.pk)
    original.attachments = []
    original.clearance = Clearance.NOT_YET
    original.audience = "members"
    original.save_revision().publish()
    page = CasePage.objects.get(pk=page.pk)
    assert not page.attachments.exists()
    assert (page.clearance, page.audience) == (Clearance.NOT_YET, "members")


def test_who_leaves_takes_his_unsent_translation_along(translator: Client, writer: Member, member: Member) -> None:
    original = russian_case(writer)
    page = begun(translator, original)
    write(translator, page)
    hand_over_texts(member.pk, Words.NAMED)
    assert not CasePage.objects.filter(pk=page.pk).exists()
    assert CasePage.objects.filter(pk=original.pk, live=True).exists()


def test_a_translation_of_who_left_is_signed_as_his_other_words(
    translator: Client, writer: Member, member: Member, at_the_editors_desk: Client
) -> None:
    page = published(translator, russian_case(writer), at_the_editors_desk)
    hand_over_texts(member.pk, Words.FORMER)
    shown = Client().get(reverse("case", args=[page.address])).content.decode()
    assert member.name not in shown
    assert "Roza Author" in shown


def test_an_author_who_leaves_with_his_words_takes_what_was_made_of_them(
    translator: Client, writer: Member, at_the_editors_desk: Client
) -> None:
    original = russian_case(writer)
    page = published(translator, original, at_the_editors_desk)
    hand_over_texts(writer.pk, Words.REMOVED)
    assert not CasePage.objects.filter(pk__in=[page.pk, original.pk]).exists()


def test_own_data_has_the_translation_and_says_of_what(translator: Client, writer: Member, member: Member) -> None:
    original = russian_case(writer)
    begun(translator, original)
    texts = [row for thing in text_things(viewer_of(member)) if thing.name.endswith("/text") for row in thing.rows]
    assert [row["translation_of"] for row in texts] == [original.address]


def test_the_database_holds_one_text_a_language_and_no_translation_without_its_original(
    desk: None, writer: Member, member: Member
) -> None:
    original = russian_case(writer)
    page: Any = offer_translation(original, writes_in(member, "ky"), language="ky")
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePage.objects.filter(pk=russian_case(writer, title="Other").pk).update(
            locale=page.locale, translation_key=page.translation_key
        )
    with pytest.raises(ProtectedError):
        CasePage.objects.get(pk=original.pk).delete()


def test_an_approved_change_of_a_translation_stays_when_its_original_is_published(
    translator: Client, writer: Member, at_the_editors_desk: Client
) -> None:
    original = russian_case(writer)
    page = published(translator, original, at_the_editors_desk)
    write(translator, page, title="Бир гана канал")
    republish(original, results="<p>Дважды в год.</p>")
    page = CasePage.objects.get(pk=page.pk)
    assert (page.title, page.get_latest_revision_as_object().title) == ("Бир канал", "Бир гана канал")
