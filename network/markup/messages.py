"""What somebody wrote in a room, as HTML: rendered once, when it is written, and kept beside the text."""

import re
from html import escape, unescape
from urllib.parse import unquote

from network.markup import from_markdown, plain
from search.site import is_own_host

_LINK = re.compile(r'(<a href="([^"]*)"[^>]*>)(.*?)</a>', re.DOTALL)
# As browsers read an address, which is not as its writer may hope: \ is /, line ends and tabs within are nothing, one
# slash or none after http: is as good as two, and all before the last @ is a name to sign in with.
_NOTHING = re.compile(r"[\t\n\r]|^[\x00-\x20]+")
_ELSEWHERE = re.compile(r"(?:https?:[/\\]*|[/\\]{2,})([^/\\?#]*)", re.IGNORECASE)
_PORT = re.compile(r":\d*$")


def render_message(text: str) -> str:
    """Markdown and bare addresses as clean HTML; single line breaks stay, as people who write messages expect. A link
    whose words do not say where it leads is followed by its host."""
    return _LINK.sub(_with_host, from_markdown(text.strip()))


def _with_host(link: re.Match[str]) -> str:
    host = host_of(unescape(link[2]))
    words = plain(link[3]).strip()
    if not host or is_own_host(host) or host in {host_of(words), host_of(f"https://{words}")}:
        return link[0]
    return f'{link[1]}{link[3]} <span class="quiet">({escape(host)})</span></a>'


def host_of(address: str) -> str:
    """The host that a browser goes to, as it is written in names of hosts; empty for a place on this site or a mail."""
    found = _ELSEWHERE.match(_NOTHING.sub("", address))
    if found is None:
        return ""
    host = _PORT.sub("", unquote(found[1]).rpartition("@")[2]).lower().rstrip(".")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
