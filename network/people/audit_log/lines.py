"""Entries of the audit log as they are read: with the names that people have today."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from network.access.audit.acts import BY_DAY, Act
from network.access.models import AuditEntry
from network.people.audit_log.details import detail_words
from network.people.audit_log.things import THINGS
from network.people.models import Member
from search.exports.csv_table import escape_formula

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Line:
    entry: AuditEntry
    who: str
    what: str
    thing: str
    details: str

    @property
    def is_of_a_day(self) -> bool:
        """No hour is kept of it."""
        return self.entry.verb in BY_DAY or self.entry.thing == f"person:{self.entry.actor_id}"


def lines_of(entries: Iterable[AuditEntry]) -> list[Line]:
    """Two queries, however many: a text is its number, for its title may not be public, nor its author known."""
    entries = list(entries)
    names = _names(entries)
    return [
        Line(
            entry,
            who=_name(entry.actor_id, names) if entry.actor_id else "",
            what=str(Act(entry.verb).label) if entry.verb in Act.values else entry.verb,
            thing=_thing(entry.thing, names),
            details=detail_words(entry.details),
        )
        for entry in entries
    ]


def csv_lines(waiting: list[AuditEntry], entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """A table for a spreadsheet, as it is read from the database. No cell of it runs."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    heading = [_("Number"), _("When"), _("Who"), _("What"), _("About"), _("Details"), _("Network"), _("Hash")]
    yield "\ufeff" + writer.writerow(heading)
    rows = chain(waiting, entries.iterator(ROWS_AT_ONCE))
    while some := list(islice(rows, ROWS_AT_ONCE)):
        for line in lines_of(some):
            yield writer.writerow(map(escape_formula, _cells(line)))


def _cells(line: Line) -> list[str]:
    entry = line.entry
    when = f"{entry.at:%Y-%m-%d}" if line.is_of_a_day else f"{entry.at:%Y-%m-%d %H:%M:%S} UTC"
    who = f"{line.who} ({entry.actor_id})" if entry.actor_id else ""
    return [str(entry.number or ""), when, who, line.what, line.thing, line.details, entry.network, entry.hash]


class _Echo:
    """Hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _names(entries: list[AuditEntry]) -> dict[int, str]:
    about = {
        int(entry.thing[7:]) for entry in entries if entry.thing.startswith("person:") and entry.thing[7:].isdecimal()
    }
    people: set[Any] = about | {entry.actor_id for entry in entries if entry.actor_id}
    return dict(Member.objects.filter(pk__in=people).values_list("pk", "name"))


def _name(number: int, names: dict[int, str]) -> str:
    return names.get(number) or _("Erased account %(number)d") % {"number": number}


def _thing(thing: str, names: dict[int, str]) -> str:
    kind, _colon, number = thing.partition(":")
    if kind == "person" and number.isdecimal():
        return _name(int(number), names)
    return f"{THINGS.get(kind, kind)} {number}".strip()
