"""The browser that journeys and tests of scripts share."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# Milliseconds; what is to be seen is seen at once, and only where it is missing does anybody wait.
FAILED_AFTER = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """While it runs, no other test of the process can run a loop of its own: a fixture of a package has it, not of the session."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail("Chromium is not installed here: apt-get install chromium")
        pytest.skip("Nothing was done in a browser. Chromium is not installed here: apt-get install chromium")
    expect.set_options(timeout=FAILED_AFTER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
