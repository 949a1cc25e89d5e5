"""Passages as an engine keeps them, to be shown, and their term vectors, by which texts are held against one another."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, chain
from operator import add
from typing import Any

import numpy as np

from search.engines.passages import TEXT_FIELDS, Passage
from search.engines.responses import TermVector


def pack_passages(passages: Iterable[Passage]) -> bytes:
    """Without the trigrams, which nobody shows."""
    return pack([_passage_as_list(passage) for passage in passages])


def unpack_passages(blob: bytes) -> tuple[Passage, ...]:
    return tuple(_passage_from_list(fields) for fields in unpack(blob))


def pack_term_vector(passages: Iterable[Passage]) -> bytes:
    """Five bytes a stem of the text fields: four of its number, one of how often it is said, 255 times at most."""
    stems = Counter(chain.from_iterable(passage.stems for passage in passages if passage.field in TEXT_FIELDS))
    numbers = np.array([zlib.crc32(stem.encode()) for stem in stems], dtype=np.uint32)
    times = np.array([min(count, 255) for count in stems.values()], dtype=np.uint8)
    return numbers.tobytes() + times.tobytes()


def unpack_term_vector(blob: bytes) -> TermVector:
    stems = len(blob) // 5
    return TermVector(np.frombuffer(blob, np.uint32, stems), np.frombuffer(blob, np.uint8, stems, offset=4 * stems))


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
    ends = tuple(map(add, starts, lengths))
    return Passage(field, text, tuple(stems.split()), starts, ends, ordered, (), anchor, heading)


def _steps(places: Iterable[int]) -> Iterable[int]:
    """Differences, which pack better than the places themselves."""
    before = 0
    for place in places:
        yield place - before
        before = place


def pack(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), level=3)


def unpack(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob))
