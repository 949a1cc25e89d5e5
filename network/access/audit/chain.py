"""The chain: what each row's hash is made of, and where the rows no longer fit it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from network.access.models import AuditEntry

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The last row, as it is written down elsewhere: without it nobody sees that rows were cut off at the end."""

    number: int = 0
    hash: str = ""

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Raises ValueError for what no head is."""
        number, _colon, digest = text.strip().partition(":")
        return cls(int(number), digest)


def head() -> Head:
    last = AuditEntry.objects.order_by("-number").values_list("number", "hash").first()
    return Head(*last) if last else Head()


def hash_of(entry: AuditEntry, former: str) -> str:
    """Over all that stays of a row when its actor leaves: his number, and no name."""
    at = entry.at.astimezone(UTC).isoformat(timespec="seconds")
    fields = [entry.number, at, entry.actor_id, entry.verb, entry.thing, entry.details, entry.network, former]
    return sha256(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def breaks(written_down: Head | None = None) -> Iterator[str]:
    """Where the chain breaks, a sentence each; nothing for a whole one. written_down: a head from an earlier day."""
    former, former_pk, kept = Head(), 0, None
    for entry in AuditEntry.objects.order_by("number").iterator(ROWS_AT_ONCE):
        if entry.number != former.number + 1:
            yield f"Missing: {_span(former.number + 1, entry.number - 1)}."
        elif entry.hash != hash_of(entry, former.hash):
            yield f"Changed: entry {entry.number}, or the one before it."
        if entry.pk < former_pk:
            yield f"Reordered: entry {entry.number} was written before entry {former.number}."
        if written_down and entry.number == written_down.number:
            kept = entry.hash
        former, former_pk = Head(entry.number, entry.hash), entry.pk
    if written_down and former.number < written_down.number:
        yield f"Cut off at the end: {_span(former.number + 1, written_down.number)}."
    elif written_down and kept != written_down.hash:
        yield f"Not the one that was written down: entry {written_down.number}."


def _span(first: int, last: int) -> str:
    return f"entry {first}" if first == last else f"entries {first} to {last}"
