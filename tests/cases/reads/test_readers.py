"""What counts as a read: a person opens the page of a text of somebody else's, once in a visit."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.reads.counting import unwritten, write_reads
from cases.reads.models import ReadCount
from network.access.byline import Attribution
from network.people.models import Member
from tests.cases.desk import submitted
from tests.cases.reads.conftest import BROWSER, Read
from tests.factories import CaseFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def counted() -> int:
    return sum(unwritten.take().values())


def signed_in(member: Member) -> Client:
    browser = Client()
    browser.force_login(member)
    return browser


def test_whoever_opens_a_case_or_a_practice_reads_it(trees: None, member: Member, editor: Member, read: Read) -> None:
    for page in (CaseFactory(), PracticeFactory()):
        for browser in (Client(), signed_in(member), signed_in(editor)):
            assert read(page, browser=browser).status_code == 200
            assert counted() == 1


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/131.0.0.0 Safari/537.36",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "WhatsApp/2.23.20.0",
    ],
)
def test_programs_do_not_read(trees: None, read: Read, agent: str) -> None:
    assert read(CaseFactory(), **{"User-Agent": agent}).status_code == 200
    assert counted() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"X-Moz": "prefetch"},
        {"Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Accept": "application/json"},
    ],
)
def test_what_a_browser_fetches_without_showing_it_is_not_read(
    trees: None, read: Read, headers: dict[str, str]
) -> None:
    assert read(CaseFactory(), **headers).status_code == 200
    assert counted() == 0


def test_the_head_of_a_page_its_citation_a_page_that_is_not_there_and_an_old_address_are_no_reads(
    trees: None, client: Client, read: Read
) -> None:
    page, hidden = CaseFactory(), CaseFactory(live=False)
    sent = {"User-Agent": BROWSER, "Accept": "text/html"}
    assert client.head(page.get_absolute_url(), headers=sent).status_code == 200
    assert client.get(reverse("case_citation", args=[page.address, "bib"]), headers=sent).status_code == 200
    assert read(hidden).status_code == 404
    assert read(page, prefix="xx").status_code == 404
    assert counted() == 0


def test_a_visit_reads_it_once(trees: None, read: Read) -> None:
    """Reloaded, whole or not; with the interface in another language; from a place in the text. From a list, it is read anew."""
    page, other = CaseFactory(), CaseFactory()
    place = page.get_absolute_url().split("/", 2)[2]
    same_visit: list[dict[str, str]] = [
        {"Cache-Control": "max-age=0"},
        {"Cache-Control": "no-cache"},
        {"Referer": f"http://testserver/en/{place}"},
        {"Referer": f"http://testserver/ru/{place}?q=1#results"},
    ]
    for headers in same_visit:
        read(page, **headers)
    assert counted() == 0
    for referer in (
        "http://testserver/en/cases/",
        f"http://testserver{other.get_absolute_url()}",
        "https://example.org/",
        "http://[",
    ):
        read(page, Referer=referer)
        assert counted() == 1, referer


def test_authors_do_not_read_their_own(trees: None, member: Member, other_member: Member, read: Read) -> None:
    page = CaseFactory(authors=[member])
    read(page, browser=signed_in(member))
    assert counted() == 0
    read(page, browser=signed_in(other_member))
    assert counted() == 1


def test_under_the_rule_the_number_tells_nobody_whose_it_is(
    trees: None, member: Member, other_member: Member, read: Read
) -> None:
    """An editor may have a member open the text and look whether the number stands still."""
    page = CaseFactory(authors=[member], attribution=Attribution.CHATHAM_HOUSE)
    for browser in (signed_in(member), signed_in(other_member), Client()):
        read(page, browser=browser)
        assert counted() == 1


def test_what_editors_and_authors_look_at_beside_the_readers_page_is_not_counted(
    author: Client, at_the_editors_desk: Client
) -> None:
    page: Any = submitted(author)
    sent = {"User-Agent": BROWSER, "Accept": "text/html"}
    assert at_the_editors_desk.get(reverse("review", args=[page.pk]), headers=sent).status_code == 200
    assert author.get(reverse("contribute_preview", args=[page.pk]), headers=sent).status_code == 200
    assert counted() == 0


def test_reading_itself_writes_nothing(trees: None, read: Read) -> None:
    page = CaseFactory()
    read(page)
    assert not ReadCount.objects.exists()
    write_reads()
    assert ReadCount.objects.get().count == 1
