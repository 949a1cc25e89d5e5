"""A thief with all files of the site, and with its database, finds the authors under the rule no better than by chance."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.machine import RUNAWAY_SECONDS

# What all of them look at is made once, in minutes.
pytestmark = pytest.mark.xdist_group("probe")
ROOT = Path(__file__).resolve().parent.parent.parent.parent
# On the day itself the order of rows is still there: in the index, and in PostgreSQL. What the night is for.
OF_THE_DAY = {
    "message: places in the index",
    "message: transactions",
    "message: accounts written",
    "message: places",
}
KEY = "2026-11:" + "k" * 40

Found = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> Found:
    var = tmp_path_factory.mktemp("probed")
    environment = os.environ | {"VAR_DIR": str(var), "SEAL_KEYS": KEY, "DEBUG": "1", "EMBEDDINGS_URL": "off"}
    for name in ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "REDIS_URL", "ELASTICSEARCH_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "tests.policy.probe.world"]
    with _own_database(environment):
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=RUNAWAY_SECONDS, check=False
        )
    assert done.returncode == 0, done.stderr[-3_000:]
    answers: Found = json.loads(done.stdout.splitlines()[-1])
    return answers


@contextmanager
def _own_database(environment: dict[str, str]) -> Iterator[None]:
    """A file in VAR_DIR, or in the second half a database of PostgreSQL that is the probe's alone."""
    if not (url := environment.get("DATABASE_URL")):
        yield
        return
    name = f"probed_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        environment["DATABASE_URL"] = f"{url.rpartition('/')[0]}/{name}"
        yield
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.mark.parametrize("when", ["the same day", "after a night", "after the seals"])
def test_no_way_is_better_than_chance(probed: Found, when: str) -> None:
    beyond = {name: score for name, score in probed[when].items() if not score["is_chance"]}
    allowed = OF_THE_DAY if when == "the same day" else set()
    assert {name: score for name, score in beyond.items() if name not in allowed} == {}


def test_the_probe_finds_what_is_there_to_find(probed: Found) -> None:
    """Before the night the index stands in the order of the day: a probe that cannot see that sees nothing."""
    score = probed["the same day"]["message: places in the index"]
    assert score["hits"] > 2 * score["bound"]


def test_it_tries_many_ways_and_guesses(probed: Found) -> None:
    tried = probed["the same day"]
    assert len(tried) >= 30
    assert sum(score["guesses"] for score in tried.values()) > 2_000
