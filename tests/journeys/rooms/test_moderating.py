"""A moderator hides a message under the Chatham House rule; its author, and nobody else, reads why."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
TOPIC = "/en/rooms/joint-monitoring/when-the-two-sides-count-differently/"
HIDDEN = "A moderator has hidden this message."
Visit = Callable[..., Page]


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("log").get_by_role("article").filter(has_text=text)


def accept_rule(page: Page) -> None:
    """Whom another journey has led into a room under the rule is not asked again."""
    if "/rooms/rule/" in page.url:
        page.get_by_role("button", name="I accept the rule").click()


def test_a_message_is_hidden_at_once_in_every_tab_and_its_author_reads_why(visit: Visit) -> None:
    said = f"Said in haste {uuid4().hex[:8]}"
    author = visit(TOPIC, as_="alumna@demo.example")
    other = visit(TOPIC, as_="alumnus@demo.example")
    moderator = visit(TOPIC, as_="organiser@demo.example", viewport=PHONE)
    for page in (other, moderator):
        accept_rule(page)
    author.get_by_label("Your message").fill(said)
    author.get_by_role("button", name="Say it without my name").click()

    line = message(moderator, said)
    line.get_by_role("link", name="Moderate").click()
    expect(moderator.get_by_text("Nobody learns whose message it is")).to_be_visible()
    assert not problems_of(moderator)
    moderator.get_by_label("It hurts somebody.").check()
    moderator.get_by_label("A word to the author").fill("Say what happened, and not what they are.")
    moderator.get_by_label("Mute the author in this room").select_option("7")
    moderator.get_by_role("button", name="Do so").click()
    expect(moderator.get_by_text("Done.")).to_be_visible()

    for page in (author, other):
        expect(page.get_by_role("log").get_by_text(said)).to_have_count(0)
        expect(page.get_by_text(HIDDEN)).to_have_count(1)
    expect(other.get_by_role("link", name="Read why")).to_be_hidden()
    author.get_by_role("link", name="Read why").click()
    expect(author.get_by_text("Say what happened, and not what they are.")).to_be_visible()
    expect(author.get_by_text(said)).to_be_visible()
    assert not problems_of(author)
    author.get_by_label("Your message").fill("One thing more")
    author.get_by_role("button", name="Say it without my name").click()
    expect(author.locator("[data-outbox]")).to_contain_text("A moderator has asked you")

    moderator.get_by_role("log").get_by_role("article").last.get_by_role("link", name="Moderate").click()
    moderator.get_by_role("button", name="Take all of it back").click()
    expect(other.get_by_role("log").get_by_text(said)).to_have_count(1)
    author.get_by_role("button", name="Try again").click()
    expect(other.get_by_role("log").get_by_text("One thing more")).to_have_count(1)
