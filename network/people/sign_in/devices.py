"""Where somebody is signed in: coarsely, and since which day. That, and nothing of when or whence, stands in the session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.people.models import Member

DEVICE = "device"
# The first that stands in what the browser says of itself: most say that they are Chrome and Safari, too.
BROWSERS = {
    "YaBrowser/": "Yandex Browser",
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class Device:
    """id: by which it is ended; the session's own key is for its browser alone. name: empty where it is not known."""

    id: str
    name: str
    since: date | None
    is_this: bool


def device_name(request: HttpRequest) -> str:
    """Browser and system, without versions."""
    agent = request.headers.get("User-Agent", "")
    found = (next((name for sign, name in names.items() if sign in agent), "") for names in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))


def note_device(request: HttpRequest) -> None:
    request.session[DEVICE] = [device_name(request), timezone.localdate().isoformat()]


def devices_of(member: Member, this: str) -> list[Device]:
    """this: the key of the session that asks; it comes first, then the newest."""
    found = [_device(key, kept, this) for key, kept in _sessions_of(member)]
    return sorted(found, key=lambda one: (one.is_this, one.since or date.min), reverse=True)


@action
def end_sessions(member: Member, *, whose: Callable[[Device], bool], this: str = "", by: Member | None = None) -> int:
    """Sign `member` out where `whose` says so; his open tabs there are shut. How many there were."""
    ended = [key for key, kept in _sessions_of(member) if whose(_device(key, kept, this))]
    if ended:
        Session.objects.filter(pk__in=ended).delete()
        record(Act.SESSIONS_ENDED, f"person:{member.pk}", by=by or member, details=str(len(ended)))
    return len(ended)


def _sessions_of(member: Member) -> Iterator[tuple[str, dict[str, object]]]:
    """No column says whose a session is, so that a stolen database tells no more: each is opened."""
    valid = member.get_session_auth_hash()
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        kept = session.get_decoded()
        if kept.get(SESSION_KEY) == str(member.pk) and constant_time_compare(kept.get(HASH_SESSION_KEY, ""), valid):
            yield session.pk, kept


def _device(key: str, kept: dict[str, object], this: str) -> Device:
    noted = kept.get(DEVICE)
    name, since = noted if isinstance(noted, list) else ("", "")
    number = salted_hmac("network.people.sign_in.devices", key, algorithm="sha256").hexdigest()[:24]
    return Device(number, str(name), date.fromisoformat(since) if since else None, key == this)
