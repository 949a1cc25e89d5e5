"""`make mutants`: each leak is put into the site in its turn, and the test that it names has to catch it (`--leak`)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policy.leaks import LEAKS

ROOT = Path(__file__).resolve().parents[2]
FAILED = re.compile(r"(\d+) failed")


@pytest.mark.parametrize("leak", [leak.name for leak in LEAKS])
def test_a_leak_is_caught(leak: str) -> None:
    command = [sys.executable, "-m", "pytest", "tests/policy", "-x", "-q", "-p", "no:cacheprovider", "--leak", leak]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout[-2_000:])
    # A test that fails, and not a world that could not be made.
    assert FAILED.search(done.stdout.splitlines()[-1]), f"nothing fails although {leak.replace('_', ' ')}"
