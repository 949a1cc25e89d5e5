"""Before the first room under the Chatham House rule its rule is read and accepted; what is kept of that tells nothing."""

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client

from network.access.byline import Attribution
from network.access.seals import SealKey
from network.people.models import Member
from network.rooms.actions import post_message, settle_topic, start_topic
from network.rooms.entrance import conditions, views
from network.rooms.entrance.conditions import accept_rule, has_accepted
from network.rooms.errors import RuleNotAccepted
from network.rooms.models import Message, Topic
from tests.factories import MemberFactory, RoomFactory, TopicFactory
from tests.network.rooms.tabs import opened, run, say

pytestmark = pytest.mark.django_db
RULE = "/en/rooms/rule/"
WORDS = "We counted differently"


@pytest.fixture
def newcomer(db: None) -> Member:
    return MemberFactory(name="Nurlan Newcomer", accepts_rule=False)


@pytest.fixture
def unnamed(db: None) -> Topic:
    topic: Topic = TopicFactory(room=RoomFactory(slug="openness", attribution=Attribution.CHATHAM_HOUSE), slug="closed")
    return topic


@pytest.fixture
def browser(client: Client, newcomer: Member) -> Client:
    client.force_login(newcomer)
    return client


def accept(browser: Client, going_to: str = "", version: int = conditions.RULE_VERSION) -> Any:
    return browser.post(RULE, {"next": going_to, "version": version})


WAYS: dict[str, Callable[[Topic, Member], Any]] = {
    "a message": lambda topic, member: post_message(topic, member, client_id=uuid4(), text=WORDS, language="en"),
    "a topic": lambda topic, member: start_topic(
        topic.room, member, title="Why", text=WORDS, language="en", client_id=uuid4()
    ),
    "a word on a topic": lambda topic, member: settle_topic(topic, member, settled=True),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_who_has_not_accepted_says_nothing(unnamed: Topic, newcomer: Member, way: Callable[..., Any]) -> None:
    with pytest.raises(RuleNotAccepted):
        way(unnamed, newcomer)
    assert (Message.objects.count(), Topic.objects.count(), Topic.objects.get().is_settled) == (0, 1, False)
    accept_rule(newcomer)
    way(unnamed, newcomer)


def test_rooms_with_names_ask_nothing(topic: Topic, newcomer: Member, browser: Client) -> None:
    assert browser.get(topic.get_absolute_url()).status_code == 200
    assert post_message(topic, newcomer, client_id=uuid4(), text=WORDS, language="en").seq == 1


@pytest.mark.parametrize("place", ["", "closed/", "closed/?at=3", "new-topic/?title=Why"])
def test_its_pages_lead_to_the_rule_and_on_to_where_one_was_going(unnamed: Topic, browser: Client, place: str) -> None:
    address = f"/en/rooms/openness/{place}"
    asked = browser.get(address, follow=True)
    page = BeautifulSoup(asked.content, "html.parser")
    form = page.select_one("main form")
    fields = {field["name"]: field["value"] for field in form.select("[name]")}
    assert "You may use what you read there" in page.text
    answer = browser.post(asked.request["PATH_INFO"], fields)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert browser.get(address).status_code == 200


def test_the_next_room_does_not_ask(unnamed: Topic, browser: Client) -> None:
    accept(browser)
    other = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    for topic in (unnamed, other):
        assert browser.get(topic.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "http:///x"]
)
def test_it_leads_nowhere_else(browser: Client, address: str) -> None:
    assert accept(browser, address)["Location"] == "/en/rooms/"


def test_only_the_text_that_was_read_is_accepted(
    unnamed: Topic, browser: Client, newcomer: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(browser)
    for module in (conditions, views):
        monkeypatch.setattr(module, "RULE_VERSION", 2)
    newcomer.refresh_from_db()
    assert not has_accepted(newcomer)  # a new text asks again
    assert browser.get(unnamed.get_absolute_url())["Location"].startswith(RULE)
    assert accept(browser, version=1).status_code == 422
    newcomer.refresh_from_db()
    assert not has_accepted(newcomer)
    assert accept(browser, version=2).status_code == 302
    assert browser.get(unnamed.get_absolute_url()).status_code == 200


def test_who_has_accepted_is_not_asked_to_again(browser: Client) -> None:
    accept(browser)
    page = BeautifulSoup(browser.get(f"{RULE}?next=/en/rooms/openness/").content, "html.parser")
    assert not page.select("main form")
    assert page.select_one("main a[href='/en/rooms/openness/']")


def test_words_sent_by_a_form_are_kept_beside_the_way_to_the_rule(unnamed: Topic, browser: Client) -> None:
    for address, words in (
        (unnamed.get_absolute_url(), {"text": WORDS}),
        ("/en/rooms/openness/new-topic/", {"title": "Why", "text": WORDS}),
    ):
        answer = browser.post(address, words | {"client_id": str(uuid4())})
        assert answer.status_code == 422
        page = BeautifulSoup(answer.content, "html.parser")
        assert page.select_one("main textarea").text.strip() == WORDS
        assert "accept it" in page.select_one("#id_text_error").text
        assert browser.get(page.select_one(f"main a[href^='{RULE}']")["href"]).status_code == 200
    assert not Message.objects.exists()


def test_a_word_on_a_topic_is_refused_with_the_sentence(unnamed: Topic, browser: Client) -> None:
    answer = browser.post(f"{unnamed.get_absolute_url()}settle/", {"settled": "1"}, follow=True)
    assert "accept it" in answer.content.decode()
    assert not Topic.objects.get().is_settled


def test_scripts_are_told_what_to_do(unnamed: Topic, browser: Client) -> None:
    answer = browser.post(f"{unnamed.get_absolute_url()}say/", {"client_id": str(uuid4()), "text": WORDS})
    assert (answer.status_code, answer.json()["retry"]) == (403, False)
    assert "accept it" in answer.json()["sentence"]


@pytest.mark.django_db(transaction=True)
def test_over_the_socket_the_same_words_go_once_it_is_accepted(unnamed: Topic, newcomer: Member) -> None:
    async def scenario() -> None:
        tab = await opened(newcomer, unnamed.room)
        key = await say(tab, unnamed, WORDS)
        refused = await tab.next("refused")
        assert (refused["id"], refused["status"], refused["retry"]) == (key, 403, False)
        assert "примите" in refused["sentence"]
        await Member.objects.filter(pk=newcomer.pk).aupdate(rule_seal=conditions.rule_seal(newcomer.pk))
        await say(tab, unnamed, WORDS, key)
        assert (await tab.next("said"))["seq"] == 1
        await tab.disconnect()

    run(scenario)


def test_a_copy_of_the_database_cannot_tell_who_has_accepted(settings: Any) -> None:
    people = MemberFactory.create_batch(6, profile=None, accepts_rule=False)
    for one in people[:3]:
        accept_rule(one)
    marks = list(Member.objects.values_list("rule_seal", flat=True))
    assert len(set(marks)) == 6
    assert {len(mark) for mark in marks} == {32}
    assert all(set(mark) <= set("0123456789abcdef") for mark in marks)
    settings.SEAL_KEYS = [SealKey("another", b"a" * 32)]
    assert not any(
        has_accepted(one) for one in Member.objects.all()
    )  # the key is lost: asked again, and no more than that


def test_the_seal_of_one_does_not_open_to_another(newcomer: Member, member: Member) -> None:
    Member.objects.filter(pk=newcomer.pk).update(rule_seal=member.rule_seal)
    newcomer.refresh_from_db()
    assert has_accepted(member)
    assert not has_accepted(newcomer)


def test_accounts_that_stood_before_are_asked_and_look_as_all_do() -> None:
    people = MemberFactory.create_batch(3, profile=None, accepts_rule=False)
    Member.objects.update(rule_seal="f" * 32)
    import_module("network.people.migrations.0005_the_rule_is_accepted_under_a_seal").look_as_if_accepted(apps, None)
    assert len(set(Member.objects.values_list("rule_seal", flat=True))) == len(people)
    assert not any(has_accepted(one) for one in Member.objects.all())


def test_it_stands_among_ones_own_data(browser: Client, newcomer: Member) -> None:
    from network.access.viewer import viewer_of
    from network.rooms.personal.own_data import room_things

    def accepted() -> list[dict[str, Any]]:
        return next(list(thing.rows) for thing in room_things(viewer_of(newcomer)) if thing.name == "rules-accepted")

    assert accepted() == []
    accept(browser)
    assert accepted() == [{"rule": "chatham-house", "version": conditions.RULE_VERSION}]
