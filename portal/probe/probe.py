"""All joins, tried and scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.probe.loot import Loot
from portal.probe.message_joins import MESSAGE_JOINS
from portal.probe.score import Score, score
from portal.probe.text_joins import TEXT_JOINS
from portal.probe.truth import Authors, authors_of_messages, authors_of_texts


@dataclass(frozen=True, slots=True)
class Truth:
    """Who wrote what is sealed, by the numbers of messages and of pages."""

    messages: Authors
    texts: Authors

    @classmethod
    def by_the_key(cls) -> "Truth":
        return cls(authors_of_messages(), authors_of_texts())


def probe(folder: Path, truth: Truth) -> Iterator[Score]:
    """What the thief gets of messages and texts by each way. folder: the VAR_DIR that he has copied."""
    loot = Loot(folder)
    for things, authors, joins in (("message", truth.messages, MESSAGE_JOINS), ("text", truth.texts, TEXT_JOINS)):
        for join in joins:
            yield score(f"{things}: {join.__name__.replace('_', ' ')}", join(loot), authors)
