"""What leaves the site otherwise than as a page: exports, feeds, mails of saved searches, and addresses of files that no page names."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from network.notices.alerts import send_alerts
from search.saved.actions import save_search
from search.saved.models import SavedSearch
from tests.policy.crawl.crawler import OUTSIDERS, Browser
from tests.policy.world import World
from tests.policy.world.canaries import MEMBERS, VIEWERS, Canary

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]
EVERY_VIEWER = pytest.mark.parametrize("viewer", VIEWERS)
EVERY_MEMBER = pytest.mark.parametrize("viewer", [viewer for viewer in VIEWERS if viewer in MEMBERS])
# Words that stand in nearly every text of the world and in every message, in both languages.
ASKED = (
    "?q=canal",
    "?q=begin",
    "?q=говорят",
    "?q=bekova",
    "?tag=canal",
    "?type=case",
    "?type=message",
    "?type=person",
    "?sort=new",
)
PUBLISHED = ("public", "members", "almaty", "practice", "whispered")
UPWARD = ("..", "%2e%2e", "..%2f..", ".%2e", "..%5c", "%252e%252e", "./..", "//..")


@EVERY_VIEWER
def test_no_export_and_no_feed_tells_a_viewer_what_is_not_for_him(world: World, viewer: str) -> None:
    assert [*told_by_exits(world, viewer)] == []


@EVERY_VIEWER
def test_an_export_has_what_its_viewer_may_read(world: World, viewer: str) -> None:
    """Or else the test above would pass on exports that are empty."""
    _status, _headers, body, broke = Browser(world, viewer).send("GET", f"{reverse('search_export')}?form=csv&q=canal")
    facts = {canary.fact: canary for canary in world.canaries.by_word.values()}
    texts = world.things["case"] + world.things["practice"]
    mine = [
        facts[f"title of the {text.name} text"] for text in texts if viewer in text.open_to and text.name in PUBLISHED
    ]
    assert not broke
    assert mine
    assert [canary.fact for canary in mine if canary.word not in body] == []


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_no_way_upward_leads_to_a_file(world: World, viewer: str) -> None:
    browser = Browser(world, viewer)
    closed = [thing.value for thing in world.things["file"] if viewer not in thing.open_to]
    one_a_folder = {path.partition("/")[0]: path for path in closed}
    assert len(one_a_folder) > 3
    opened = [
        address
        for path in one_a_folder.values()
        for address in upward_addresses(path)
        if browser.send("GET", address)[0] != 404
    ]
    assert opened == []


@EVERY_MEMBER
def test_no_mail_of_a_saved_search_tells_what_is_not_for_its_reader(world: World, viewer: str) -> None:
    mails = mails_of_saved_searches(world, viewer)
    assert mails
    assert [canary.fact for text in mails for canary in closed_words(world, viewer, text)] == []


def told_by_exits(world: World, viewer: str) -> Iterator[str]:
    browser = Browser(world, viewer)
    export, feed = reverse("search_export"), reverse("search_feed")
    for query in ASKED:
        for address in (*(f"{export}{query}&form={form}" for form in ("csv", "bib", "ris")), f"{feed}{query}"):
            status, headers, body, broke = browser.send("GET", address)
            if status != 200:
                yield f"{address}: {broke or status}"
            for canary in closed_words(world, viewer, f"{headers}\n{body}"):
                yield f"{address} tells {viewer} the {canary.fact}"


def closed_words(world: World, viewer: str, text: str) -> Iterator[Canary]:
    for word in world.canaries.found_in(text):
        canary = world.canaries.by_word[word]
        if viewer not in canary.site:
            yield canary


def upward_addresses(path: str) -> Iterator[str]:
    """Ways to `path` through a folder whose files are open to everybody, and through the others."""
    for folder in ("identity", path.partition("/")[0]):
        for upward in UPWARD:
            yield f"/files/{folder}/{upward}/{path}"


def mails_of_saved_searches(world: World, viewer: str) -> list[str]:
    """What the member is sent, and the notice beside it, once he keeps a search for each of the words that stand everywhere."""
    member = world.members[viewer]
    for query in ASKED:
        save_search(member.pk, name=f"Search {query[3:]}", query=query)
    SavedSearch.objects.update(saved_at=timezone.now() - timedelta(days=3_000), frequency="at-once")
    mail.outbox = []
    with TestCase.captureOnCommitCallbacks(execute=True):
        send_alerts(timezone.now() + timedelta(days=2))
    return [str(message.message()) for message in mail.outbox if message.to == [member.email]]
