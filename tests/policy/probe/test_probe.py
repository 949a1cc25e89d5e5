"""A thief with all files of the site, and with its database, finds the authors under the rule no better than by chance."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.machine import RUNAWAY_SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent.parent
# On the day itself the order of rows is still there: in the index, and in PostgreSQL. What the night is for.
OF_THE_DAY = {"message: places in the index", "message: transactions", "message: places"}
KEY = "2026-11:" + "k" * 40

Found = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    var = tmp_path_factory.mktemp("probed")
    environment = os.environ | {"VAR_DIR": str(var), "SEAL_KEYS": KEY, "DEBUG": "1", "EMBEDDINGS_URL": "off"}
    for name in ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "REDIS_URL", "ELASTICSEARCH_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "tests.policy.probe.world"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=RUNAWAY_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    answers: Found = json.loads(done.stdout.splitlines()[-1])
    return answers


@pytest.mark.parametrize("when", ["the same day", "after a night", "after the seals"])
def test_no_way_is_better_than_chance(found: Found, when: str) -> None:
    beyond = {name: score for name, score in found[when].items() if not score["is_chance"]}
    allowed = OF_THE_DAY if when == "the same day" else set()
    assert {name: score for name, score in beyond.items() if name not in allowed} == {}


def test_the_probe_finds_what_is_there_to_find(found: Found) -> None:
    """Before the night the index stands in the order of the day: a probe that cannot see that sees nothing."""
    score = found["the same day"]["message: places in the index"]
    assert score["hits"] > 2 * score["bound"]


def test_it_tries_many_ways_and_guesses(found: Found) -> None:
    tried = found["the same day"]
    assert len(tried) >= 30
    assert sum(score["guesses"] for score in tried.values()) > 2_000
