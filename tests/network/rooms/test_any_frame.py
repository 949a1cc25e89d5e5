"""Whatever comes through a socket is answered, passed over, or closes it with a word; nothing breaks it.

FRAMES=20000 tries as many.
"""

import json
import os
import random
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from network.people.models import Member
from network.rooms.live import consumers
from network.rooms.models import Topic
from tests.network.rooms.tabs import Tab, cookie_of, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

FRAMES = int(os.environ.get("FRAMES", "300"))
CLOSING_WORDS = {1003, 4403}  # "this is no frame", "you are somebody else"
NESTED = json.loads("[" * 900 + "]" * 900)
ODD = [
    None, True, False, 0, 1, -1, 2**31, 2**63, -(2**63), 10**400, 0.5, float("nan"), float("inf"), "", "0", "1", " ",
    "\x00", "\x0b", "\ud800", "\uffff", "\u202e", "é" * 5_000, "_*" * 4_000, "http://a." * 900, "'; --", "%s", "{}",
    "00000000-0000-0000-0000-000000000000", "who-repairs-the-meter", [], {}, [[]], {"do": "ping"}, [None] * 500,
    {"a": {"b": ["\ud800"]}},
]  # fmt: skip
NAMES = ["do", "room", "topic", "seq", "after", "id", "text", "language", "as", "is", "", "\x00"]
VERBS = ["open", "close", "say", "read", "ping"]


def any_frame(chance: random.Random, known: dict[str, Any]) -> str:
    """A frame as somebody might forge it: from noise to one that is nearly right."""
    kind = chance.random()
    if kind < 0.05:
        return chance.choice(
            ["", "no json", "[]", "null", '{"do":', "[" * 16_000, '{"a":' * 3_000, "\x00", "NaN", "{}"]
        )
    frame = {"do": chance.choice(VERBS), **known} if kind < 0.85 else {}
    for _number in range(chance.randrange(4)):
        frame[chance.choice(NAMES)] = chance.choice([*ODD, *known.values()])
    if kind > 0.98:
        frame["text"] = NESTED
    return json.dumps(frame, ensure_ascii=chance.random() < 0.5)


def test_no_frame_breaks_a_socket(topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers, "MAX_FRAMES_PER_SECOND", 10**9)
    chance = random.Random(7)
    key = "7f3c1a52-6f0e-4c39-9d3f-1b8f9f6f2a11"
    known = {"room": topic.room_id, "topic": topic.slug, "id": key, "text": "Good morning", "seq": 1, "after": 0}

    async def scenario() -> None:
        cookie = await sync_to_async(cookie_of)(member)
        tab = Tab(cookie)
        assert await tab.connect()
        for _number in range(FRAMES):
            text = any_frame(chance, known)
            await tab.write(text)
            await tab.do(do="ping")
            if not await _answers(tab, text):
                tab = Tab(cookie)
                assert await tab.connect()
        await tab.disconnect()

    run(scenario)


async def _answers(tab: Tab, text: str) -> bool:
    """Whether the socket goes on; it may close with a word for it, and may not break."""
    while True:
        output = await tab.receive_output(20)
        if output["type"] == "websocket.close":
            assert output["code"] in CLOSING_WORDS, text
            return False
        if json.loads(output["text"])["is"] == "pong":
            return True
