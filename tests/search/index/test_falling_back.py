"""A cluster that is away: search goes on with the stand-in and says so, and nothing that changed meanwhile is lost."""

from threading import Event, Timer

import pytest
from django.core.management import CommandError, call_command

from search.engines import indices
from search.engines.protocol import EngineUnavailable
from search.index.indexer import BATCH, process_outbox
from search.index.models import Change
from search.index.rebuild import rebuild_outdated
from search.management.commands import search_worker
from search.query.params import SearchParams
from search.query.results import search
from tests.search.conftest import ids
from tests.search.shelf import ANYBODY, document

NOWHERE = "http://127.0.0.1:9"


def asked(text):
    return search(SearchParams(text), ANYBODY, language="en")


def held(index):
    return {one.thing.id for one in index.indexed_versions()}


@pytest.fixture
def away(papers, settings):
    """A cluster that went away after the first paper was indexed."""
    papers.put(document(1, "Canal"))
    process_outbox()
    papers.url = settings.ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL = NOWHERE
    return papers


def test_what_was_indexed_is_found_and_the_page_says_who_answers(away):
    found = asked("canal")
    assert (ids(found), found.total) == ([1], 1)
    assert "stand-in" in found.warnings[0]


def test_the_stand_in_follows_all_that_changes_and_the_cluster_when_it_is_back(away, settings):
    many = set(range(1, 2 * BATCH + 10))
    away.put(*(document(number, "Canal") for number in many))
    for _second in range(2):
        with pytest.raises(EngineUnavailable):
            process_outbox()
    assert asked("canal").total == len(many)
    away.withdraw(1)
    with pytest.raises(EngineUnavailable):
        process_outbox()
    assert held(indices()[0]) == many - {1}
    settings.ELASTICSEARCH_URL = away.url
    process_outbox()
    assert held(indices()[-1]) == many - {1}
    assert not Change.objects.exists()


def test_what_the_stand_in_has_already_is_not_read_again_while_the_cluster_is_away(away, monkeypatch):
    away.put(document(2, "Canal"))
    with pytest.raises(EngineUnavailable):
        process_outbox()

    def written(_self, _entries):
        raise AssertionError("It was written to the stand-in twice.")

    monkeypatch.setattr("search.engines.fts5.Fts5Engine.write", written)
    with pytest.raises(EngineUnavailable):
        process_outbox()


def test_a_cluster_that_is_away_is_not_built_anew_again_and_again(away):
    before = indices()[0].statistics().built
    rebuild_outdated()
    assert indices()[0].statistics().built == before


def test_the_worker_goes_on_with_all_else(away, monkeypatch):
    stopped, done = Event(), []
    monkeypatch.setattr(search_worker, "run_periodic_tasks", lambda: (done.append("periodic tasks"), stopped.set()))
    away.put(document(2, "Canal"))
    at_the_latest = Timer(20, stopped.set)
    at_the_latest.start()
    search_worker.Command()._work_until(stopped)
    at_the_latest.cancel()
    assert done == ["periodic tasks"]
    assert held(indices()[0]) == {1, 2}


def test_a_broken_stand_in_is_built_anew_by_itself(away, settings):
    settings.SEARCH_INDEX_FILE.resolve().write_bytes(b"no database at all" * 1000)
    rebuild_outdated()
    assert ids(asked("canal")) == [1]


def test_an_audit_mends_the_stand_in_and_says_that_the_cluster_could_not_be_compared(away, capsys):
    away.put(document(2, "Canal"))
    Change.objects.all().delete()
    with pytest.raises(CommandError, match=r"The index in Elasticsearch could not be compared"):
        call_command("search_audit", verbosity=0)
    assert "missing: paper:2" in capsys.readouterr().out
    assert held(indices()[0]) == {1, 2}
