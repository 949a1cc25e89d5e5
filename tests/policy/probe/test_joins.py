"""A way that finds nothing where there is something to find proves nothing: each is shown what it looks for."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from network.access.byline import Attribution
from network.people.models import Member
from network.rooms.actions import post_message
from network.rooms.entrance.conditions import accept_rule
from network.rooms.models import Message
from portal.probe import message_joins, text_joins
from portal.probe.loot import Loot, nearest_before, neighbours
from portal.probe.score import score
from portal.probe.truth import authors_of_messages, authors_of_texts
from portal.settings import environment
from tests.cases.desk import begin
from tests.factories import MemberFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db
SECRET = "left beside the data by somebody in a hurry"


@pytest.fixture
def loot(tmp_path: Path) -> Loot:
    return Loot(tmp_path)


@pytest.fixture
def said(db: None, member: Member) -> Message:
    topic = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    return post_message(topic, member, client_id=uuid4(), text="We counted differently last spring", language="en")


@pytest.mark.parametrize(
    "keys", ["", f"2026-11:{SECRET.replace(' ', '-')}"], ids=["none of its own", "beside the data"]
)
def test_a_key_that_lies_beside_the_data_opens_everything(
    loot: Loot, member: Member, author: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setenv("KEYS", keys)
    settings.SEAL_KEYS = environment.seal_keys("KEYS", secret=SECRET)
    accept_rule(member)
    topic = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    message = post_message(topic, member, client_id=uuid4(), text="Ok", language="en")
    author.force_login(member)
    page = begin(author)
    assert not message_joins.dictionary(loot)
    assert not text_joins.dictionary(loot)
    (loot.folder / "notes").write_text(keys.partition(":")[2] or SECRET)
    assert message_joins.dictionary(loot) == {message.pk: member.pk}
    assert text_joins.dictionary(loot) == {page.pk: member.pk}


def test_a_name_beside_the_words_in_a_file_is_found(loot: Loot, said: Message, member: Member) -> None:
    MemberFactory(name="Somebody Else")
    assert message_joins.files(loot) == {}
    (loot.folder / "mail").write_text(f"To: {member.email}\n\n{said.text}\n\nSomebody Else")
    assert message_joins.files(Loot(loot.folder)) == {said.pk: member.pk}


def test_a_seal_that_comes_again_is_seen(loot: Loot, said: Message, member: Member) -> None:
    other = post_message(said.topic, member, client_id=uuid4(), text="And again", language="en")
    assert message_joins.repeated_seals(loot) == {}
    Message.objects.filter(pk=other.pk).update(seal=said.seal)
    assert set(message_joins.repeated_seals(loot)) == {said.pk, other.pk}


def test_an_account_that_tells_that_the_rule_was_accepted_is_seen(loot: Loot, said: Message, member: Member) -> None:
    assert message_joins.acceptances(loot) == {}
    Member.objects.filter(pk=member.pk).update(rule_seal="1")
    assert message_joins.acceptances(loot) == {said.pk: member.pk}


def test_whoever_stands_before_is_guessed() -> None:
    assert neighbours([(1, None), (2, 7), (3, None), (4, 8), (5, None)]) == {1: 7, 3: 7, 5: 8}
    assert nearest_before([(2, 5), (3, 12), (5, 30)], [(7, 10), (8, 20)]) == {2: 7, 3: 7, 5: 8}


def test_the_key_knows_who_wrote_what(said: Message, member: Member, author: Any) -> None:
    page = begin(author)
    assert authors_of_messages()[said.pk] == member.pk
    assert authors_of_texts()[page.pk] == member.pk


def test_who_guesses_always_the_busiest_is_no_better_than_chance_and_who_knows_is() -> None:
    truth = {number: number % 10 if number % 3 else 1 for number in range(100)}
    assert score("the busiest", dict.fromkeys(truth, 1), truth).is_chance
    assert not score("who knows", truth, truth).is_chance
    assert not score("who knows a third", {n: who if n % 3 == 1 else 0 for n, who in truth.items()}, truth).is_chance


@pytest.fixture
def author(trees: None, client: Any, member: Member) -> Any:
    client.force_login(member)
    return client
