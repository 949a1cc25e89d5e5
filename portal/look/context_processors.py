"""What templates/base.html needs on every page: languages at the same place, navigation, footer."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.notices.models import Notice
from portal.models import Identity
from portal.texts import PLAIN_TEXTS
from search.site import LANGUAGE_NAMES, LANGUAGES

# Seconds until a changed name or mark of the site is shown everywhere.
CACHE_SECONDS = 60


def page_frame(request: HttpRequest) -> dict[str, Any]:
    if request.path_info.startswith("/admin/"):
        return {"site_identity": _identity()}
    languages = _languages(request)
    working = "en" if get_language() == "ru" else "ru"
    return {
        "site_identity": _identity(),
        "languages": languages,
        "other_language": next(language for language in languages if language["code"] == working),
        "navigation": _navigation(request),
        "unread_notices": _unread(request),
        "footer_links": _footer_links(),
    }


def _identity() -> dict[str, str]:
    identity: Any = cache.get_or_set("portal.identity", _kept_identity, CACHE_SECONDS)
    name = identity.name_ru if get_language() in {"ru", "kk", "ky", "tg"} else identity.name
    return {"name": name, "mark_url": identity.mark.url if identity.mark else ""}


def _kept_identity() -> Identity:
    """`Identity.load` would write a row to read it."""
    return Identity.objects.first() or Identity()


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    prefix, _slash, rest = request.get_full_path().removeprefix("/").partition("/")
    rest = rest if prefix in LANGUAGE_NAMES else ""
    return [
        {"code": code, "name_local": name, "url": f"/{code}/{rest}", "current": code == get_language()}
        for code, name in LANGUAGES
    ]


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    words = [
        (_("Cases"), "cases"),
        (_("Practices"), "practices"),
        (_("Rooms"), "rooms"),
        (_("People"), "people"),
        (_("Trainings"), "trainings"),
    ]
    entries = [(label, reverse(name)) for label, name in words]
    return [{"label": label, "url": url, "current": request.path.startswith(url)} for label, url in entries]


def _unread(request: HttpRequest) -> int:
    viewer = getattr(request, "viewer", None)
    return Notice.objects.of(viewer.member_id).unread().count() if viewer and viewer.is_authenticated else 0


def _footer_links() -> list[dict[str, str]]:
    return [{"label": str(title), "url": reverse("text", args=[slug])} for slug, title in PLAIN_TEXTS]
