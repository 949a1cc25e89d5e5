"""Who asks, and over what, is believed of the proxies that the settings name, and of nobody else."""

from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from portal.asgi import application


class Noted:
    """An application that keeps who asked it."""

    scope: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scope = scope


async def asked(trusted: list[str], peer: str) -> Any:
    noted = Noted()
    headers = [(b"x-forwarded-for", b"203.0.113.9, 198.51.100.7, 10.0.0.6"), (b"x-forwarded-proto", b"https")]
    scope = {"type": "http", "scheme": "http", "client": (peer, 4000), "headers": headers}
    await ProxyHeadersMiddleware(noted, trusted_hosts=trusted)(scope, None, None)  # type: ignore[arg-type]
    return noted.scope


async def test_a_stranger_is_who_he_is_and_a_proxy_tells_whom_it_asks_for() -> None:
    stranger = await asked(["10.0.0.0/8"], "192.0.2.1")
    assert (stranger["client"][0], stranger["scheme"]) == ("192.0.2.1", "http")
    behind = await asked(["10.0.0.0/8"], "10.0.0.5")
    # The last that is no proxy of ours: what stands before it, anybody may have written.
    assert (behind["client"][0], behind["scheme"]) == ("198.51.100.7", "https")


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.5"])
async def test_nobody_is_believed_where_no_proxy_is_named(peer: str) -> None:
    assert (await asked([], peer))["client"][0] == peer
    assert isinstance(application, ProxyHeadersMiddleware)
    assert application.trusted_hosts.trusted_hosts == application.trusted_hosts.trusted_networks == set()
