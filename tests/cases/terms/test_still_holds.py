"""Somebody says that a text still holds: readers see the day, and nobody learns who it was or at what hour."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from cases.contribute.letting_go import let_go
from cases.library.models import Authorship, CasePage
from network.access.byline import Attribution
from network.access.models import AuditEntry
from network.access.seals import SPENT
from network.people.models import Member
from tests.cases.desk import decide, save, submitted
from tests.factories import CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]
TODAY = timezone.localdate
UNCONFIRMED = "nobody has confirmed since that it still holds."


def press(client: Client, page: Any, **more: str) -> Any:
    return client.post(reverse("contribute_still_holds", args=[page.pk]), more)


def press_and_follow(client: Client, page: Any) -> Any:
    return client.post(reverse("contribute_still_holds", args=[page.pk]), follow=True)


def words(answer: Any) -> str:
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def shown(client: Client, page: Any) -> str:
    answer = client.get(page.get_absolute_url())
    assert answer.status_code == 200
    return words(answer)


def old(page: Any, *, days: int = 3 * 365) -> Any:
    """As it was published then."""
    moment = timezone.now() - timedelta(days=days)
    type(page).objects.filter(pk=page.pk).update(
        first_published_at=moment, last_published_at=moment, latest_revision_created_at=moment
    )
    page.refresh_from_db()
    return page


def test_of_a_new_text_nothing_is_said(client: Client) -> None:
    page = shown(client, CaseFactory())
    assert UNCONFIRMED not in page
    assert "Still holds on" not in page


def test_one_that_nobody_confirmed_for_two_years_says_so(client: Client) -> None:
    page = CaseFactory()
    assert UNCONFIRMED not in shown(client, old(page, days=729))
    year = (TODAY() - timedelta(days=731)).year
    assert f"Written in {year}; {UNCONFIRMED}" in shown(client, old(page, days=731))


def test_its_author_presses_once_and_every_reader_sees_the_day(client: Client, member: Member) -> None:
    page = old(CaseFactory(authors=[member]))
    author = Client()
    author.force_login(member)
    assert "It still holds" in shown(author, page)
    assert press(author, page)["Location"] == page.get_absolute_url()
    assert "Readers see that it still holds today" in shown(author, page)
    page.refresh_from_db()
    assert page.holds_on == TODAY()
    read = shown(client, page)
    assert "Still holds on" in read
    assert UNCONFIRMED not in read


def test_what_was_confirmed_long_ago_says_that_it_was(client: Client) -> None:
    page = old(CaseFactory())
    CasePage.objects.filter(pk=page.pk).update(holds_on=TODAY() - timedelta(days=800))
    assert "It still held on" in shown(client, page)
    CasePage.objects.filter(pk=page.pk).update(holds_on=TODAY() - timedelta(days=30))
    assert "Still holds on" in shown(client, page)


def test_it_holds_in_all_its_languages(member: Member) -> None:
    page, russian, other = CaseFactory(authors=[member]), CaseFactory(language="ru"), CaseFactory()
    CasePage.objects.filter(pk=russian.pk).update(translation_key=page.translation_key)
    author = Client()
    author.force_login(member)
    press(author, page)
    days = dict(CasePage.objects.values_list("pk", "holds_on"))
    assert days == {page.pk: TODAY(), russian.pk: TODAY(), other.pk: None}


def test_nobody_else_says_it(other_member: Member, editor: Member, member: Member, client: Client) -> None:
    page = CaseFactory(authors=[member])
    for somebody in (other_member, editor):
        browser = Client()
        browser.force_login(somebody)
        assert press(browser, page).status_code == 404
        assert "It still holds" not in shown(browser, page)
    assert "/account/login/" in press(client, page)["Location"]
    page.refresh_from_db()
    assert page.holds_on is None


def test_a_link_that_is_followed_says_nothing(member: Member, client: Client) -> None:
    page = CaseFactory(authors=[member])
    client.force_login(member)
    assert client.get(reverse("contribute_still_holds", args=[page.pk])).status_code == 405


@pytest.mark.parametrize("whose", ["under the rule", "let go", "who has left", "nobody's"])
def test_an_editor_says_it_where_no_author_can_be_asked(editor: Member, member: Member, whose: str) -> None:
    attribution = Attribution.NAMED if whose in ("who has left", "nobody's") else Attribution.CHATHAM_HOUSE
    page = old(CaseFactory(authors=[] if whose == "nobody's" else [member], attribution=attribution))
    if whose == "let go":
        Authorship.objects.filter(page=page.pk).update(seal=SPENT)
    if whose == "who has left":
        Member.objects.filter(pk=member.pk).update(is_active=False)
    desk = Client()
    desk.force_login(editor)
    assert "It still holds" in shown(desk, page)
    press(desk, page)
    page.refresh_from_db()
    assert page.holds_on == TODAY()


def test_a_text_that_no_reader_has_is_not_confirmed(member: Member, client: Client) -> None:
    page = CaseFactory(authors=[member], live=False)
    client.force_login(member)
    answer = press_and_follow(client, page)
    assert "No reader has this text now" in words(answer)
    page.refresh_from_db()
    assert page.holds_on is None


def test_under_the_rule_pressing_leaves_a_day_and_nothing_else(
    author: Client, member: Member, at_the_editors_desk: Client
) -> None:
    page = submitted(author, attribution="chatham-house")
    decide(at_the_editors_desk, page, "approve")
    counts = (Revision, PageLogEntry, ModelLogEntry, AuditEntry)
    before = [model.objects.count() for model in counts]
    moments = CasePage.objects.values("latest_revision_created_at", "last_published_at", "latest_revision").get(
        pk=page.pk
    )
    assert press(author, page).status_code == 302
    assert [model.objects.count() for model in counts] == before
    assert CasePage.objects.values(*moments).get(pk=page.pk) == moments
    day = CasePage.objects.values_list("holds_on", flat=True).get(pk=page.pk)
    assert type(day) is date
    assert not isinstance(day, datetime)


def test_pressing_lengthens_no_seal(author: Client, member: Member, at_the_editors_desk: Client) -> None:
    page = submitted(author, attribution="chatham-house")
    decide(at_the_editors_desk, page, "approve")
    press(author, page)
    let_go(TODAY() + timedelta(days=32))
    assert Authorship.objects.get(page=page.pk).seal == SPENT


def test_no_version_brings_an_older_day_back(author: Client, member: Member, at_the_editors_desk: Client) -> None:
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    save(author, page, title="One canal, three districts")
    press(author, page)
    save(author, page, title="One canal, three districts", action="submit")
    decide(at_the_editors_desk, page, "approve")
    page.refresh_from_db()
    assert page.title == "One canal, three districts"
    assert page.holds_on == TODAY()


def test_a_new_version_is_as_good_as_a_confirmation(client: Client) -> None:
    page = old(CaseFactory())
    CasePage.objects.filter(pk=page.pk).update(
        holds_on=TODAY() - timedelta(days=900), last_published_at=timezone.now() - timedelta(days=10)
    )
    read = shown(client, page)
    assert UNCONFIRMED not in read
    assert "held on" not in read


def test_its_author_finds_it_among_what_waits_for_him(client: Client, member: Member) -> None:
    pages = [CaseFactory(title=title, authors=[member]) for title in ("Of long ago", "Of last month")]
    for page in pages:
        page.save_revision().publish(skip_permission_checks=True)
    old(pages[0])
    client.force_login(member)
    mine = client.get(reverse("contribute")).context["mine"]
    assert [row["title"] for row in mine.waiting] == ["Of long ago"]
    assert [row["title"] for row in mine.published] == ["Of last month"]
    asked = mine.waiting[0]
    assert asked["state"] == "Does it still hold?"
    assert UNCONFIRMED in asked["meaning"]
    assert press(client, pages[0], **{"from": "mine"})["Location"] == reverse("contribute")
    assert not client.get(reverse("contribute")).context["mine"].waiting


def test_of_a_translation_its_originals_author_says_it(member: Member, other_member: Member) -> None:
    page = old(CaseFactory(authors=[member], licence="cc-by"))
    translation = CaseFactory(
        language="ru", original=page, translation_key=page.translation_key, authors=[other_member], audience="public"
    )
    assert translation.licence == "cc-by", "what may be done with it is the original's author's word"
    translator, author = Client(), Client()
    translator.force_login(other_member)
    author.force_login(member)
    assert "Its author can say whether it still holds" in words(press_and_follow(translator, translation))
    assert not CasePage.objects.exclude(holds_on=None).exists()
    assert press(author, page).status_code == 302
    assert set(CasePage.objects.values_list("holds_on", flat=True)) == {TODAY()}
