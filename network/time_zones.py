"""Time zones under the names of their cities, as their readers call them; and when a day begins in one of them."""

from collections import defaultdict
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

CENTRAL_ASIA = (
    "Almaty Aqtau Aqtobe Atyrau Oral Qostanay Qyzylorda Bishkek Dushanbe Ashgabat Samarkand Tashkent"
).split()
REGIONS = {
    "Europe": gettext_lazy("Europe"),
    "Asia": gettext_lazy("Asia"),
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Australia": gettext_lazy("Australia, Pacific"),
    "Pacific": gettext_lazy("Australia, Pacific"),
}
# Where our members and those who work with them are. All other cities are written as the zone data write them.
CITIES = {
    "Asia/Almaty": gettext_lazy("Almaty, Astana"),
    "Asia/Aqtau": gettext_lazy("Aqtau"),
    "Asia/Aqtobe": gettext_lazy("Aqtobe"),
    "Asia/Atyrau": gettext_lazy("Atyrau"),
    "Asia/Oral": gettext_lazy("Oral"),
    "Asia/Qostanay": gettext_lazy("Qostanay"),
    "Asia/Qyzylorda": gettext_lazy("Qyzylorda"),
    "Asia/Bishkek": gettext_lazy("Bishkek, Osh"),
    "Asia/Dushanbe": gettext_lazy("Dushanbe, Khujand"),
    "Asia/Ashgabat": gettext_lazy("Ashgabat"),
    "Asia/Samarkand": gettext_lazy("Samarkand, Bukhara, Nukus"),
    "Asia/Tashkent": gettext_lazy("Tashkent, Ferghana"),
    "Asia/Baku": gettext_lazy("Baku"),
    "Asia/Dubai": gettext_lazy("Dubai"),
    "Asia/Kabul": gettext_lazy("Kabul"),
    "Asia/Karachi": gettext_lazy("Islamabad, Karachi"),
    "Asia/Kolkata": gettext_lazy("Delhi, Kolkata"),
    "Asia/Novosibirsk": gettext_lazy("Novosibirsk"),
    "Asia/Seoul": gettext_lazy("Seoul"),
    "Asia/Shanghai": gettext_lazy("Beijing, Shanghai"),
    "Asia/Tbilisi": gettext_lazy("Tbilisi"),
    "Asia/Tehran": gettext_lazy("Tehran"),
    "Asia/Tokyo": gettext_lazy("Tokyo"),
    "Asia/Ulaanbaatar": gettext_lazy("Ulaanbaatar"),
    "Asia/Urumqi": gettext_lazy("Urumqi"),
    "Asia/Yekaterinburg": gettext_lazy("Yekaterinburg"),
    "Asia/Yerevan": gettext_lazy("Yerevan"),
    "Europe/Berlin": gettext_lazy("Berlin"),
    "Europe/Brussels": gettext_lazy("Brussels"),
    "Europe/Helsinki": gettext_lazy("Helsinki"),
    "Europe/Istanbul": gettext_lazy("Istanbul, Ankara"),
    "Europe/London": gettext_lazy("London"),
    "Europe/Moscow": gettext_lazy("Moscow"),
    "Europe/Paris": gettext_lazy("Paris"),
    "Europe/Vienna": gettext_lazy("Vienna"),
    "Europe/Zurich": gettext_lazy("Geneva, Zurich"),
    "America/New_York": gettext_lazy("New York, Washington"),
}


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; the site's own where there is none, as in an account of an older version."""
    try:
        return ZoneInfo(name) if name else _own_zone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _own_zone()


def _own_zone() -> ZoneInfo:
    return timezone.get_default_timezone()


def start_of_day(day: date, zone: str) -> datetime:
    """Its first moment there. A day whose midnight is skipped, where clocks go forward then, begins an hour later."""
    return timezone.make_aware(datetime.combine(day, time.min), zone_of(zone))


def to_day(moment: datetime) -> datetime:
    """The day of a moment, as the site's own time zone has it, and no more: under the Chatham House rule it is all that is kept.

    It is its noon in UTC, which is the same date in every time zone that members live in.
    """
    day = timezone.localtime(moment, _own_zone())
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def is_day_alone(moment: datetime) -> bool:
    """Whether of a moment no more is kept than the beginning of its day, in the site's own time zone."""
    return timezone.localtime(moment, _own_zone()).time() == time.min


def moment_or_day(moment: datetime) -> str:
    """As its reader's clock has it; or the day, where that is all that is kept."""
    if is_day_alone(moment):
        return date_format(timezone.localtime(moment, _own_zone()), "SHORT_DATE_FORMAT")
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def city_of(zone: str) -> str:
    """ "Geneva, Zurich" for Europe/Zurich, in the reader's language where we have it."""
    known = CITIES.get(zone)
    return str(known) if known else " – ".join(part.replace("_", " ") for part in reversed(zone.split("/")[1:])) or zone


def moment_words(moment: datetime, zone: str) -> str:
    """A moment as the clocks of that city show it, and which city that is: the reader may be in another."""
    known = zone_of(zone)
    local = timezone.localtime(moment, known)
    return f"{date_format(local, 'DATE_FORMAT')}, {date_format(local, 'TIME_FORMAT')}, {city_of(known.key)}"


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (zone, "Bishkek, Osh (UTC+06:00)"), Central Asia first; one zone for each place that keeps its own time."""
    return _zone_choices(get_language() or "en", timezone.now().date())


@lru_cache(maxsize=14)
def _zone_choices(language: str, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(
        list, {_("Central Asia"): [], _("Europe"): [], _("Asia"): []}
    )
    for zone in _zones():
        region, _slash, city = zone.partition("/")
        title = _("Central Asia") if city in CENTRAL_ASIA else str(REGIONS.get(region, _("Elsewhere")))
        groups[title].append((zone, f"{city_of(zone)} ({_offset(zone, today)})"))
    return [(title, sorted(zones, key=lambda zone: zone[1])) for title, zones in groups.items()]


@lru_cache(maxsize=1)
def _zones() -> list[str]:
    listed = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text().splitlines()
    named = {line.split("\t")[2] for line in listed if not line.startswith("#")}
    return [*sorted(named & available_timezones()), "UTC"]


def _offset(zone: str, day: date) -> str:
    return f"UTC{start_of_day(day, zone).isoformat()[-6:]}".replace("UTC+00:00", "UTC")


class ZoneSelect(forms.Select):
    """Four hundred options, written at once: Django renders a template for each. find-option.js puts a search above."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name, "data-find": _("Find a city")})
        attributes = format_html_join(
            "", ' {}="{}"', ((key, one) for key, one in given.items() if one not in (False, None))
        )
        return format_html("<select{}>{}</select>", attributes, self._groups(value))

    def _groups(self, value: Any) -> SafeString:
        choices: Any = self.choices
        groups = [(title, _options(zones, value)) for title, zones in choices]
        return format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


def _options(zones: list[tuple[str, str]], value: Any) -> SafeString:
    english = _in_english()
    return format_html_join(
        "",
        '<option value="{}" data-words="{}"{}>{}</option>',
        (
            (zone, english.get(zone, ""), SafeString(" selected") if zone == value else "", label)
            for zone, label in zones
        ),
    )


@lru_cache(maxsize=1)
def _in_english() -> dict[str, str]:
    with override("en"):
        return {zone: f"{city_of(zone)} {zone}" for zone in _zones()}


class ZoneField(forms.ChoiceField):
    """A zone that an account has already, though it is no longer listed, stays on offer."""

    widget = ZoneSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=zone_choices, **kwargs)  # asked when it is shown: the names are the reader's

    def keep(self, zone: str) -> None:
        if zone and zone not in _zones():
            self.choices = [(_("Elsewhere"), [(zone, city_of(zone))]), *zone_choices()]
