"""What an index keeps: the newest version, whole or not at all, also while it is built anew."""

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.passages import Thing
from search.engines.protocol import EngineUnavailable
from search.index.entries import entry_of
from tests.contracts.requests import MEMBERS, found, put, saying
from tests.search.shelf import document


def test_a_newer_version_takes_the_place_of_the_older_and_never_the_other_way_round(engine):
    put(engine, document(1, "Canal", version=2))
    put(engine, document(1, "Road", version=1))
    assert (found(engine, saying("canal")), found(engine, saying("road"))) == ([1], [])
    put(engine, document(1, "Bridge", version=3, audience="members"))
    assert found(engine, saying("canal"), MEMBERS) == found(engine, saying("bridge")) == []
    assert found(engine, saying("bridge"), MEMBERS) == [1]


def test_what_is_deleted_is_gone_and_can_come_back(engine):
    put(engine, document(1, "Canal", version=5))
    with engine.write_lock():
        engine.delete([Thing("paper", 1), Thing("paper", 99)])
    assert found(engine) == list(engine.indexed_versions()) == []
    put(engine, document(1, "Canal", version=1))
    assert found(engine, saying("canal")) == [1]


def test_passages_are_given_back_as_they_were_written(engine):
    put(engine, document(1, "Каналы и люди", "Суу жок", language="ru"))
    passages = engine.passages([Thing("paper", 1), Thing("paper", 2)])
    assert [one.text for one in passages[Thing("paper", 1)]] == ["Каналы и люди", "Суу жок"]
    assert Thing("paper", 2) not in passages


def test_the_new_index_takes_the_place_of_the_old_and_holds_what_was_written_meanwhile(engine):
    put(engine, document(1, "Canal"), document(2, "Canal"))
    with engine.rebuild() as building:
        building.write([entry_of(document(1, "Canal")), entry_of(document(2, "Canal"))])
        put(engine, document(3, "Canal"))
        with engine.write_lock():
            engine.delete([Thing("paper", 1)])
        assert found(engine) == [2, 3]
    assert found(engine) == [2, 3]


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(engine):
    put(engine, document(1, "Canal"))
    with pytest.raises(ZeroDivisionError), engine.rebuild():
        raise ZeroDivisionError
    assert found(engine, saying("canal")) == [1]


def test_only_one_rebuild_runs_at_a_time(engine):
    with engine.rebuild(), pytest.raises(EngineUnavailable), engine.rebuild():
        pass
    assert not engine.is_missing()


def form_of(engine) -> str:
    """The module that says how an index is made."""
    return "elasticsearch.mapping" if isinstance(engine, ElasticsearchEngine) else "fts5.database"


def test_an_index_of_an_older_form_is_as_good_as_none(engine, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(f"search.engines.{form_of(engine)}.INDEX_FORMAT", "1")
        with engine.rebuild():
            pass
    assert engine.is_missing()
    with engine.rebuild():
        pass
    assert not engine.is_missing()


def test_an_index_made_by_other_rules_of_analysis_serves_and_says_so(engine, monkeypatch):
    assert not engine.is_outdated()
    monkeypatch.setattr(f"search.engines.{form_of(engine)}.fingerprint", lambda: "older rules")
    with engine.rebuild() as building:
        building.write([entry_of(document(1, "Canal"))])
    monkeypatch.undo()
    assert found(engine, saying("canal")) == [1]
    assert engine.is_outdated()
    assert not engine.is_missing()
    with engine.rebuild():
        pass
    assert not engine.is_outdated()
