"""Browsers as people have them, and no thread that writes behind a test's back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from cases.reads import counting

BROWSER = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
Read = Callable[..., Any]


@pytest.fixture(autouse=True)
def written_by_the_test_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(counting, "WRITE_AFTER_SECONDS", 10_000)
    counting.unwritten.take()
    yield
    counting.unwritten.take()


@pytest.fixture
def read(client: Client) -> Read:
    """`read(page)` as a browser opens it; headers by their names in HTTP, `browser=` whoever is signed in."""

    def read(page: Any, *, browser: Client = client, prefix: str = "en", **headers: str) -> Any:
        address = page.get_absolute_url()
        path = f"/{prefix}/{address.split('/', 2)[2]}"
        sent = {"User-Agent": BROWSER, "Accept": "text/html,*/*;q=0.8"} | headers
        return browser.get(path, headers=sent)

    return read
