"""What is indexed: things, their passages of text with the words as they are looked for, and their embeddings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TITLE, SUMMARY, BODY, NAMES, LABELS = "title", "summary", "body", "names", "labels"
TEXT_FIELDS = (TITLE, SUMMARY, BODY)
LANGUAGE = "lang"


class Thing(NamedTuple):
    """What was indexed, by the names that its own part of the house gives it."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, a summary, one section, an author's name or a label's, as written and as analysed.

    stems: the first `ordered` of them stand as in the text, one a position; the rest are found too, but are in no
    phrase: wholes beside their parts ("чуталас"), abbreviations as they are written, words without special letters.
    starts, ends: where the word of each stem stands in `text`, in characters. grams: trigrams of its words, in no
    order. anchor: of the section; of a label, its facet and value ("theme:partnerships").
    """

    field: str
    text: str
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    ordered: int
    grams: tuple[str, ...]
    anchor: str = ""
    heading: str = ""


Vector = NDArray[np.float32]  # of length 1


class Embedding(NamedTuple):
    """What a part of a thing means. anchor: the section's; empty for its title and summary together."""

    anchor: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing as the index holds it.

    is_chronological: it is ordered by date and never by score, so that talk in hidden rooms cannot move visible talk.
    completions: what the words of its title may be begun with, for completion. facets: name to values; "type" and LANGUAGE
    are among them. embeddings: none as long as it is not known, and of talk.
    """

    thing: Thing
    version: int
    audience: str
    language: str
    published: datetime
    is_chronological: bool
    completions: tuple[str, ...]
    passages: tuple[Passage, ...]
    facets: Mapping[str, tuple[str, ...]]
    embeddings: tuple[Embedding, ...] = ()
