"""Forty members at work for a while: they sign in by the form, read, speak with and without their names, and write cases.

Run as a command, with a VAR_DIR of its own: what a thief finds is a site's real files. It prints what each way of the probe
got, as JSON, at noon of the same day, after the night, and after the seals have ended.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import django

MEMBERS, SITTINGS, SEALED_MESSAGES, NAMED_MESSAGES, SEALED_CASES, NAMED_CASES = 40, 2, 400, 120, 40, 10
PASSWORD = "a long word for the probe alone"
LANGUAGES = ("en", "ru", "kk", "ky", "tg", "tk", "uz")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    settings.ALLOWED_HOSTS += ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world = _World(random.Random(7))
    world.fill()
    from cases.contribute.letting_go import let_go
    from network.rooms import upkeep
    from portal.probe.probe import Truth, probe

    truth, folder = Truth.by_the_key(), Path(settings.VAR_DIR)
    assert (len(truth.messages), len(truth.texts)) == (SEALED_MESSAGES, SEALED_CASES)
    found = {}
    for when, days in (("the same day", 0), ("after a night", 1), ("after the seals", upkeep.SEAL_DAYS + 1)):
        later = timezone.now() + timedelta(days=days)
        with patch.object(upkeep, "now", lambda later=later: later):
            for task in (upkeep.end_seals, upkeep.forget_order, upkeep.truncate_log):
                task()
        let_go(later.date())
        found[when] = {score.name: asdict(score) | {"is_chance": score.is_chance} for score in probe(folder, truth)}
    json.dump(found, sys.stdout)


class _World:
    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def fill(self) -> None:
        from network.access.byline import Attribution
        from network.people.models import Member
        from portal.serving.setup import set_up
        from tests.factories import ConceptFactory, ProfileFactory, RoomFactory, TopicFactory

        set_up(lambda _words: None, demonstration=False)
        ConceptFactory(scheme="countries", slug="kg", names={"en": "Kyrgyzstan"})
        self.people = [
            Member.objects.create_user(
                f"member{number}@ministry.example", PASSWORD, name=f"Member {number:02}", language=LANGUAGES[number % 7]
            )
            for number in range(MEMBERS)
        ]
        for member in self.people:
            ProfileFactory(member=member)
        self.named = [TopicFactory(room=RoomFactory(slug=f"named-{number}")) for number in range(2)]
        rooms = [RoomFactory(slug=f"sealed-{n}", attribution=Attribution.CHATHAM_HOUSE) for n in range(2)]
        self.sealed = [TopicFactory(room=room) for room in rooms for _topic in range(2)]
        sittings = self.people * SITTINGS
        self.draw.shuffle(sittings)
        work = list(self._work())
        for number, member in enumerate(sittings):
            self._sit(member, work[number :: len(sittings)])

    def _work(self) -> Iterator[str]:
        work = ["sealed"] * SEALED_MESSAGES + ["named"] * NAMED_MESSAGES
        work += ["sealed case"] * SEALED_CASES + ["named case"] * NAMED_CASES
        self.draw.shuffle(work)
        return iter(work)

    def _sit(self, member: Any, work: list[str]) -> None:
        from django.core.cache import cache
        from django.test import Client

        from search.index.indexer import process_outbox
        from search.periodic_tasks import run_periodic_tasks

        cache.clear()  # nobody is asked to wait: sittings are hours apart
        client = Client()
        answer = client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content
        client.get(f"/{member.language}/rooms/")
        for what in work:
            self._do(client, member, what)
        for topic in (*self.sealed, *self.named):  # to its end, which is what is marked as read
            self._open(client, f"/{member.language}{topic.get_absolute_url()[3:]}")
        if self.draw.random() < 0.5:
            client.post("/en/account/logout/")
        process_outbox()
        run_periodic_tasks()

    def _do(self, client: Any, member: Any, what: str) -> None:
        if what.endswith("case"):
            self._write(client, "chatham-house" if what == "sealed case" else "named")
            return
        topic = self.draw.choice(self.sealed if what == "sealed" else self.named)
        address = f"/{member.language}{topic.get_absolute_url()[3:]}"
        self._open(client, address)
        text = self.draw.choice(["Ok", f"We counted {uuid4().hex} differently last spring, and nobody asked why."])
        answer = client.post(address, {"text": text, "client_id": str(uuid4())})
        assert answer.status_code == 302, answer.content

    def _open(self, client: Any, address: str) -> None:
        """At the first room under the rule he accepts it, and goes on."""
        from network.rooms.entrance.conditions import RULE_VERSION

        answer = client.get(address)
        if answer.status_code == 302:
            assert client.post(answer["Location"], {"version": RULE_VERSION})["Location"] == address

    def _write(self, client: Any, attribution: str) -> None:
        from django.urls import reverse

        from cases.library.models import CasePage
        from tests.cases.desk import answers, save

        title = f"Canal {uuid4().hex}"
        begun = answers(action="save", title=title, attribution=attribution)
        assert client.post(f"{reverse('contribute_new')}?kind=case", begun).status_code == 302
        page = CasePage.objects.get(draft_title=title)
        save(client, page, title=title, attribution=attribution, summary="Two districts and a canal.")
        assert save(client, page, action="submit", title=title, attribution=attribution).status_code == 302


if __name__ == "__main__":
    main()
