"""One member has so many sockets and no more, in all processes together."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.cache import caches

from network.access import broadcasts
from network.people.models import Member
from network.rooms.live import hub as hub_module
from network.rooms.live import socket_slots
from network.rooms.live.socket_slots import give_back, renew_slots, take_slot
from network.rooms.models import Topic
from tests.network.rooms.tabs import Tab, opened, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture(autouse=True)
def three_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_slots, "MAX_SOCKETS", 3)
    caches["sockets"].clear()


async def is_open(tab: Tab) -> bool:
    await tab.do(do="ping")
    return bool(await tab.next("pong"))


def test_the_oldest_tab_makes_room_for_one_too_many(topic: Topic, member: Member, other_member: Member) -> None:
    async def scenario() -> None:
        theirs = await opened(other_member, topic.room)
        tabs = [await opened(member, topic.room) for _number in range(4)]
        await tabs[0].next("open")
        assert await tabs[0].closing_code() == 4408
        for tab in (*tabs[1:], theirs):
            assert await is_open(tab)
            await tab.disconnect()

    run(scenario)


def test_a_tab_that_was_closed_makes_room_itself(topic: Topic, member: Member) -> None:
    async def scenario() -> None:
        first = await opened(member, topic.room)
        for _number in range(5):
            await (await opened(member, topic.room)).disconnect()
        assert await is_open(first)
        await first.disconnect()

    run(scenario)


def test_tabs_at_other_processes_count_and_give_way_even_if_nobody_told(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", 0.05)
    monkeypatch.setattr(broadcasts, "_send", _to_nobody)

    async def scenario() -> None:
        here = await opened(member, topic.room)
        await here.next("open")
        for _number in range(3):
            await sync_to_async(take_slot)(member.pk)  # as another process does
        assert await here.closing_code() == 4408

    run(scenario)


async def _to_nobody(events: Any) -> None:
    raise OSError


def test_a_slot_stays_with_its_socket_until_it_is_given_back(member: Member) -> None:
    slots = [take_slot(member.pk) for _number in range(3)]
    assert all(slots)
    assert renew_slots([slot for slot in slots if slot]) == set()
    give_back(slots[1])
    new = take_slot(member.pk)
    assert new
    assert slots[1]
    assert new.key == slots[1].key
    give_back(slots[1])  # whoever comes late with it takes nothing away
    assert renew_slots([new]) == set()
    caches["sockets"].clear()  # a cache that starts anew
    assert renew_slots([new]) == set()
