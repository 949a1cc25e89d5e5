"""Numbers that agree: whatever is asked, by whomever, of whichever engine, choosing a value gives as many as were told."""

import os
import random
from collections.abc import Iterator
from dataclasses import replace

from search.engines.passages import Thing
from search.engines.protocol import Engine
from search.query.params import FACETS, SearchParams
from search.query.plan import SearchScope, plan_search
from tests.contracts.requests import put
from tests.search.shelf import document

QUERIES = int(os.environ.get("GENERATED", "500"))  # GENERATED=100000 for a night
WORDS = (
    "canal bridge water glacier river dam road market border school вода канал мост ледник река рынок граница школа "
    "суу көпүрө мөңгү базар чек ара мектеп su kanal köpri bazar suv daryo bozor chegara maktab об пул бозор"
).split()
READERS = [{"public"}, {"public", "members"}, {"public", "members", "edition:1"}, {"public", "members", "room:2"}]
VALUES = {
    "theme": ["water", "law", "borders", "health"],
    "country": ["kz", "kg", "tj", "tm", "uz"],
    "tag": [f"tag-{number}" for number in range(12)],
    "year": ["2015", "2016", "2024"],
}


def library(chance: random.Random) -> Iterator[object]:
    for id in range(1, 161):
        yield document(
            id,
            " ".join(chance.choices(WORDS, k=3)),
            " ".join(chance.choices(WORDS, k=chance.randint(5, 40))),
            kind=chance.choice(["case", "case", "practice", "person", "discussion"]),
            language=chance.choice(["en", "ru", "ky", "tk", "uz", "tg"]),
            audience=chance.choice(["public", "public", "members", "edition:1", "room:2"]),
            **{name: tuple(chance.sample(values, chance.randint(0, 2))) for name, values in VALUES.items()},
        )


def some_query(chance: random.Random) -> SearchParams:
    words = chance.choices(WORDS, k=chance.randint(0, 4))
    words = [chance.choice([word, word[:-1] or word, f"-{word}", f'"{word}"']) for word in words]
    facets = chance.sample(list(VALUES), chance.randint(0, 2))
    chosen = {name: tuple(chance.sample(VALUES[name], chance.randint(1, 2))) for name in facets}
    return SearchParams(
        " ".join(words), selected=chosen, newest_first=chance.random() < 0.2, exact=chance.random() < 0.2
    )


def test_choosing_any_value_gives_as_many_as_were_counted(engine: Engine):
    chance = random.Random(20_151_116)
    put(engine, *library(chance))
    chosen_values = 0
    for _number in range(QUERIES):
        asked, keys = some_query(chance), frozenset(chance.choice(READERS))
        also = frozenset(Thing("case", chance.randint(1, 170)) for _one in range(chance.randint(0, 3)))
        question = replace(plan_search(engine, asked, SearchScope(keys, "ru")).request, include=also)
        answer = engine.search(question)
        assert len(answer.candidates) == answer.total <= answer.matching
        counted = [(name, value) for name in FACETS for value in answer.facets.get(name, {})]
        if counted:
            name, value = chance.choice(counted)
            narrowed = engine.search(replace(question, selected={**question.selected, name: (value,)}))
            assert narrowed.total == answer.facets[name][value], (asked, keys, name, value)
            chosen_values += 1
    assert chosen_values > QUERIES / 2
