"""`make mutants`: each leak is put into the site in its turn, and the test that it names has to catch it (`--leak`)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policy.leaks import LEAKS, Leak

ROOT = Path(__file__).resolve().parents[2]
FAILED = re.compile(r"(\d+) failed")
# What the test asserts does not hold; another exception would only say that the leak was badly made.
CAUGHT = re.compile(r"^E +(assert |AssertionError)", re.MULTILINE)


@pytest.mark.parametrize("leak", [leak for leak in LEAKS if leak.where == "tests/policy"], ids=lambda leak: leak.name)
def test_a_leak_is_caught(leak: Leak) -> None:
    # A test that fails, and not a world that could not be made.
    assert FAILED.search(run(leak, "tests/policy").splitlines()[-1]), f"nothing fails although {words(leak)}"


@pytest.mark.parametrize("leak", [leak for leak in LEAKS if leak.where != "tests/policy"], ids=lambda leak: leak.name)
def test_a_leak_of_what_is_stored_is_caught(leak: Leak) -> None:
    said = run(leak, f"{leak.where}::{leak.caught_by}")
    assert FAILED.search(said.splitlines()[-1]), f"nothing fails although {words(leak)}"
    assert CAUGHT.search(said), f"it broke the test, which saw nothing of it: {words(leak)}"


def run(leak: Leak, *arguments: str) -> str:
    command = [sys.executable, "-m", "pytest", *arguments, "-x", "-q", "-p", "no:cacheprovider", "--leak", leak.name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout[-2_000:])
    return done.stdout


def words(leak: Leak) -> str:
    return leak.name.replace("_", " ")
