"""A cluster that is away: search goes on with the stand-in and says so, and nothing that changed meanwhile is lost."""

import pytest

from search.engines import engine
from search.engines.protocol import EngineUnavailable
from search.index.draining import drain
from search.index.models import Change
from search.query.asking import Asked
from search.query.searching import search
from tests.search.conftest import ids
from tests.search.shelf import ANYBODY, document

NOWHERE = "http://127.0.0.1:9"


def asked(text):
    return search(Asked(text), ANYBODY, language="en")


@pytest.fixture
def away(papers, settings):
    """A cluster that went away after the first paper was indexed."""
    papers.put(document(1, "Canal"))
    drain()
    settings.ELASTICSEARCH_URL = NOWHERE
    return papers


def test_what_was_indexed_is_found_and_the_page_says_who_answers(away):
    found = asked("canal")
    assert (ids(found), found.total) == ([1], 1)
    assert "stand-in" in found.remarks[0]


def test_the_outbox_keeps_what_the_cluster_did_not_take(away, settings):
    before = settings.ELASTICSEARCH_URL
    away.put(document(2, "Canal"))
    with pytest.raises(EngineUnavailable):
        drain()
    assert Change.objects.filter(thing=2).exists()
    assert sorted(ids(asked("canal"))) == [1, 2]  # the stand-in has it already
    settings.ELASTICSEARCH_URL = ""
    drain()
    assert not Change.objects.exists()
    assert before == NOWHERE


def test_a_cluster_that_is_away_is_not_built_anew_again_and_again(away):
    assert engine().is_usable()
