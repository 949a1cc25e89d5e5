"""Concepts as files hold them: a row a concept, names separated by «|», the preferred one first."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from search.analysis import LANGUAGES
from search.vocabulary.models import Concept, Scheme

SUBJECTS = Path(__file__).parent / "data" / "subjects.csv"
MAX_NAME_LENGTH = 100
MAX_NAMES = 12
COLUMNS = ("scheme", "slug", "broader", "related", "retired", *LANGUAGES, *(f"definition_{code}" for code in LANGUAGES))


class InvalidRecord(ValueError):
    """A line that cannot be read; the text says which, and why."""


@dataclass(frozen=True, slots=True)
class ConceptRecord:
    """broader, related: slugs within the scheme."""

    scheme: str
    slug: str
    names: Mapping[str, str]
    others: Mapping[str, list[str]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    broader: str = ""
    related: tuple[str, ...] = ()
    is_retired: bool = False

    @property
    def identity(self) -> tuple[str, str]:
        return self.scheme, self.slug

    def says_the_same_as(self, concept: Concept) -> bool:
        """The other names of a language have no order."""
        ours = (self.names, _sorted(self.others), self.definitions, self.is_retired)
        return ours == (concept.names, _sorted(concept.others), concept.definitions, concept.is_retired)


def read_table(text: str) -> list[ConceptRecord]:
    """Raises BadEntry. A file without a scheme's column holds subjects."""
    rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";")
    return [_entry(row, number) for number, row in enumerate(rows, 2)]


def write_table(concepts: Iterable[Concept]) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_row, concepts))
    return text.getvalue()


def entry_of(concept: Concept) -> ConceptRecord:
    return ConceptRecord(
        scheme=concept.scheme,
        slug=concept.slug,
        names=concept.names,
        others=concept.others,
        definitions=concept.definitions,
        broader=concept.broader.slug if concept.broader else "",
        related=tuple(sorted(one.slug for one in concept.related.all() if one.scheme == concept.scheme)),
        is_retired=concept.is_retired,
    )


def validate(entry: ConceptRecord, where: str) -> ConceptRecord:
    """`entry`, or BadEntry with a sentence that says what to mend."""
    if entry.scheme not in Scheme.values:
        raise InvalidRecord(f"{where}: there is no scheme “{entry.scheme}”.")
    if not entry.names.get("en"):
        raise InvalidRecord(f"{where}: the concept needs an English name.")
    for names in ([*entry.names.values()], *entry.others.values()):
        if len(names) > MAX_NAMES or any(len(name) > MAX_NAME_LENGTH for name in names):
            raise InvalidRecord(
                f"{where}: at most {MAX_NAMES} names a language, each of at most {MAX_NAME_LENGTH} letters."
            )
    return entry


def _entry(row: Mapping[str, str | None], number: int) -> ConceptRecord:
    where = f"Line {number}"
    if not (row.get("slug") or "").strip():
        raise InvalidRecord(f"{where}: the column “slug” is empty.")
    cells = {code: _split(row.get(code)) for code in LANGUAGES}
    defined = {code: (row.get(f"definition_{code}") or "").strip() for code in LANGUAGES}
    entry = ConceptRecord(
        scheme=(row.get("scheme") or Scheme.SUBJECTS).strip(),
        slug=(row["slug"] or "").strip(),
        names={code: names[0] for code, names in cells.items() if names},
        others={code: names[1:] for code, names in cells.items() if names[1:]},
        definitions={code: text for code, text in defined.items() if text},
        broader=(row.get("broader") or "").strip(),
        related=tuple(sorted(_split(row.get("related")))),
        is_retired=(row.get("retired") or "").strip() == "1",
    )
    return validate(entry, where)


def _split(cell: str | None) -> list[str]:
    return [name.strip() for name in (cell or "").split("|") if name.strip()]


def _row(concept: Concept) -> dict[str, str]:
    entry = entry_of(concept)
    row = {
        "scheme": entry.scheme,
        "slug": entry.slug,
        "broader": entry.broader,
        "related": "|".join(entry.related),
        "retired": "1" if entry.is_retired else "",
    }
    row |= {code: "|".join(_together(entry, code)) for code in LANGUAGES}
    return row | {f"definition_{code}": entry.definitions.get(code, "") for code in LANGUAGES}


def _together(entry: ConceptRecord, code: str) -> Iterator[str]:
    if name := entry.names.get(code):
        yield name
    yield from _others(entry, code)


def _sorted(others: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    return {code: sorted(names) for code, names in others.items()}


def _others(entry: ConceptRecord, code: str) -> Sequence[str]:
    return entry.others.get(code, [])
