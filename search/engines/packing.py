"""Passages as an engine keeps them, to be shown."""

import json
import zlib
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from search.engines.protocol import Passage


def packed_passages(passages: Iterable[Passage]) -> bytes:
    """Without the trigrams, which nobody shows."""
    return packed([_passage_as_list(passage) for passage in passages])


def unpacked_passages(blob: bytes) -> tuple[Passage, ...]:
    return tuple(_passage_from_list(fields) for fields in unpacked(blob))


def _passage_as_list(passage: Passage) -> list[object]:
    return [
        passage.field,
        passage.text,
        " ".join(passage.stems),
        list(_steps(passage.starts)),
        [end - start for start, end in zip(passage.starts, passage.ends, strict=True)],
        passage.ordered,
        passage.anchor,
        passage.heading,
    ]


def _passage_from_list(fields: Any) -> Passage:
    field, text, stems, steps, lengths, ordered, anchor, heading = fields
    starts = tuple(accumulate(steps))
    ends = tuple(start + length for start, length in zip(starts, lengths, strict=True))
    return Passage(field, text, tuple(stems.split()), starts, ends, ordered, (), anchor, heading)


def _steps(places: Iterable[int]) -> Iterable[int]:
    """Differences, which pack better than the places themselves."""
    before = 0
    for place in places:
        yield place - before
        before = place


def packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), level=3)


def unpacked(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob))
