"""What a read is: a person opens the page of a text. All of it is told by the one request; nothing is kept to compare it with.

The same visit reads a text once: who reloads it says so (`Cache-Control`), and who comes from the page itself, by another
language of the interface or a place in the text, says that too (`Referer`). Who comes back by another way has read it again.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from cases.library.models import Contribution
from network.access.byline import Attribution
from network.access.requests import MemberRequest

# Every browser that people read with says it is one of these; programs that fetch pages mostly do not.
_BROWSERS = ("Mozilla/", "Opera/")
# Of those that do: crawlers, previews of links in messengers, watchers of sites, and browsers that nobody looks at.
_NO_PERSON = (
    "bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "whatsapp", "viber", "scanner", "monitor",
    "uptime", "lighthouse", "headless", "archive", "fetch", "validator",
)  # fmt: skip
_AHEAD = ("Purpose", "X-Purpose", "Sec-Purpose", "X-Moz")
_RELOADED = ("max-age=0", "no-cache")
_MAX_ADDRESS_LENGTH = 2_000


def is_read(request: MemberRequest, page: Contribution) -> bool:
    """Whether the answer to `request`, which shows `page`, is read by a person who is not its author."""
    headers = request.headers
    return (
        request.method == "GET"
        and _is_person(headers)
        and headers.get("Cache-Control", "") not in _RELOADED
        and _path_within(headers.get("Referer", "")) != _place(request.path)
        and not _is_own(page, request.viewer.member_id)
    )


def _is_person(headers: Mapping[str, str]) -> bool:
    agent = headers.get("User-Agent", "")
    if not agent.startswith(_BROWSERS) or any(token in agent.lower() for token in _NO_PERSON):
        return False
    if any("prefetch" in headers.get(name, "") for name in _AHEAD):
        return False
    # A page that is looked at, not one that is put into another or read by a script.
    return headers.get("Sec-Fetch-Dest", "document") == "document" and "text/html" in headers.get("Accept", "")


def _is_own(page: Contribution, member_id: int | None) -> bool:
    """Under the Chatham House rule nobody's reads are left out: whoever sees the number could have a member open the text, and
    learn by a number that stands still whose it is."""
    return page.attribution == Attribution.NAMED and page.is_by(member_id)


def _path_within(address: str) -> str:
    """Of a page of any site: what is not ours has other paths."""
    try:
        return _place(urlsplit(address[:_MAX_ADDRESS_LENGTH]).path)
    except ValueError:
        return ""


def _place(path: str) -> str:
    """Without the language of the interface: `cases/one-canal/`."""
    return path.lstrip("/").partition("/")[2]
