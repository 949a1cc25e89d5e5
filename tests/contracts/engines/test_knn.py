"""What is near in meaning, within what may be seen."""

from dataclasses import replace

import numpy as np
import pytest

from search.engines.passages import Embedding, Thing
from search.engines.protocol import Engine
from search.index.entries import entry_of
from tests.contracts.requests import MEMBERS, PUBLIC, found, put, saying
from tests.search.shelf import document


def meaning(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def put_embeddings(engine: Engine, one, **anchored: np.ndarray) -> None:
    embeddings = tuple(Embedding("" if anchor == "whole" else anchor, vector) for anchor, vector in anchored.items())
    with engine.write_lock():
        engine.write([replace(entry_of(one), embeddings=embeddings)])


def near(engine: Engine, *numbers: float, keys=PUBLIC, limit: int = 10) -> list[tuple[int, str]]:
    return [(one.thing.id, one.anchor) for one in engine.knn(meaning(*numbers), keys=keys, limit=limit)]


def test_the_nearest_in_meaning_come_first_each_by_its_nearest_part(engine):
    put_embeddings(engine, document(1), whole=meaning(0, 0, 1), results=meaning(1, 0.1, 0))
    put_embeddings(engine, document(2), whole=meaning(1, 1, 0))
    put_embeddings(engine, document(3), whole=meaning(0, 1, 1))
    assert near(engine, 1, 0, 0) == [(1, "results"), (2, ""), (3, "")]
    assert near(engine, 1, 0, 0, limit=1) == [(1, "results")]
    assert engine.knn(meaning(1, 1, 0), keys=PUBLIC, limit=1)[0].similarity == pytest.approx(1, abs=0.01)


def test_nothing_hidden_is_near(engine):
    put_embeddings(engine, document(1, audience="members"), whole=meaning(1, 0, 0))
    put_embeddings(engine, document(2), whole=meaning(0, 1, 0))
    assert near(engine, 1, 0, 0) == [(2, "")]
    assert near(engine, 1, 0, 0, keys=MEMBERS) == [(1, ""), (2, "")]


def test_what_is_written_anew_means_only_what_it_means_now(engine):
    put_embeddings(engine, document(1), whole=meaning(1, 0, 0), results=meaning(0, 0, 1))
    assert near(engine, 0, 0, 1) == [(1, "results")]
    put_embeddings(engine, document(1, version=2), whole=meaning(0, 1, 0))
    assert near(engine, 0, 0, 1) == [(1, "")]
    with engine.write_lock():
        engine.delete([Thing("paper", 1)])
    assert near(engine, 0, 0, 1) == []


def test_an_audience_without_meanings_hides_none_of_the_others(engine):
    put(engine, document(1, audience="members"))
    put_embeddings(engine, document(2), whole=meaning(0, 1, 0))
    assert near(engine, 1, 0, 0, keys=MEMBERS) == [(2, "")]


def test_nothing_is_near_in_an_index_that_was_built_anew_without_meanings(engine):
    put_embeddings(engine, document(1), whole=meaning(1, 0, 0))
    assert near(engine, 1, 0, 0) == [(1, "")]
    with engine.rebuild() as building:
        building.write([entry_of(document(1))])
    assert near(engine, 1, 0, 0) == []
    put_embeddings(engine, document(1, version=2), whole=meaning(1, 0, 0, 0))
    assert near(engine, 1, 0, 0, 0) == [(1, "")]


def test_what_another_model_means_is_passed_over_until_the_index_is_built_anew(engine):
    put_embeddings(engine, document(1), whole=meaning(1, 0, 0))
    put_embeddings(engine, document(2, "Canal"), whole=meaning(1, 0, 0, 0))
    assert found(engine, saying("canal")) == [2]
    with engine.rebuild() as building:
        building.write([replace(entry_of(document(2)), embeddings=(Embedding("", meaning(1, 0, 0, 0)),))])
    assert near(engine, 1, 0, 0, 0) == [(2, "")]
    assert near(engine, 1, 0, 0) == []
