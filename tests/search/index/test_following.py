"""The index follows the database: by the outbox, by the audit, by a rebuild."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from search.embeddings.store import embedding_store
from search.engines import indices
from search.engines.passages import Thing
from search.engines.protocol import EngineUnavailable
from search.index import entries
from search.index.embedder import embedding_inputs
from search.index.indexer import MAX_ATTEMPTS, process_outbox
from search.index.models import Change
from search.index.outbox import mark_changed
from search.index.rebuild import rebuild
from tests.machine import RUNAWAY_SECONDS
from tests.search.conftest import ids
from tests.search.shelf import document


def indexed(place: int = -1) -> set[int]:
    """What stands in the index that is asked, or in the one at another place."""
    return {entry.thing.id for entry in indices()[place].indexed_versions()}


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out, verbosity=0)
    return out.getvalue()


def test_one_look_into_the_outbox_brings_the_index_up_to_date(papers):
    papers.put(document(1), document(2))
    assert "2 changes" in run("search_worker", "--once")
    papers.withdraw(1)
    run("search_worker", "--once")
    assert indexed() == {2}
    assert not Change.objects.exists()


def test_a_document_that_cannot_be_read_holds_up_nobody(papers, monkeypatch):
    real = entries.entry_of
    monkeypatch.setattr(entries, "entry_of", lambda one, labels: 1 / 0 if one.id == 2 else real(one, labels))
    papers.put(document(1), document(2), document(3))
    assert process_outbox().failures.keys() == {Thing("paper", 2)}
    assert indexed() == {1, 3}
    for _attempt in range(MAX_ATTEMPTS):
        process_outbox()
    assert Change.objects.get().attempts == MAX_ATTEMPTS
    assert process_outbox().things == 0


def test_what_nobody_registers_any_more_leaves_the_index(papers):
    papers.put(document(1))
    process_outbox()
    mark_changed("unknown", 1)
    assert process_outbox().things == 1
    assert indexed() == {1}


def test_with_inline_indexing_a_commit_is_enough_and_needed(papers, settings, django_capture_on_commit_callbacks):
    settings.SEARCH_INLINE = True
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            papers.put(document(1), document(2))
        assert indexed() == set()
    assert indexed() == {1, 2}


def test_an_audit_finds_what_is_missing_surplus_and_different_and_mends_it(papers):
    papers.put(document(1), document(2), document(3))
    process_outbox()
    papers.put(document(2, version=2, audience="members"), document(4))
    papers.withdraw(1)
    Change.objects.all().delete()
    with pytest.raises(CommandError, match="3 still do"):
        run("search_audit", "--check")
    told = run("search_audit")
    assert {"missing: paper:4", "surplus: paper:1", "different: paper:2"} <= set(told.splitlines())
    assert "0 differed" in run("search_audit", "--check")


def with_kept_vectors(papers, settings, tmp_path):
    """Three papers whose vectors somebody has made; a command on the line knows no server."""
    settings.VECTORS_FILE, settings.EMBEDDINGS_URL = tmp_path / "vectors.sqlite3", None
    papers.put(document(1, "Canal", "Water"), document(2, "Road", "Cars"), document(3, "Bridge", "Steel"))
    texts = [text for one in entries.entries_of(papers.documents([1, 2, 3])) for text in embedding_inputs(one).values()]
    embedding_store().keep([(text, np.ones(4, dtype=np.float32) / 2) for text in texts], settings.EMBEDDINGS_MODEL)


def vectors() -> int:
    return sum(entry.embeddings for entry in indices()[-1].indexed_versions())


def test_a_reindex_that_knows_no_server_keeps_the_vectors_that_were_made(papers, settings, tmp_path):
    with_kept_vectors(papers, settings, tmp_path)
    run("reindex")
    assert vectors() == 6


def test_an_audit_counts_vectors_and_mends_what_has_lost_them(papers, settings, tmp_path):
    with_kept_vectors(papers, settings, tmp_path)
    process_outbox()
    lost = [replace(one, embeddings=()) for one in entries.entries_of(papers.documents([1, 2]))]
    with indices()[-1].write_lock():
        indices()[-1].write(lost)
    assert vectors() == 2
    with pytest.raises(CommandError, match="2 of 6 kept vectors compared, 2 differed"):
        run("search_audit", "--check")
    run("search_audit")
    assert vectors() == 6
    assert "6 of 6 kept vectors compared, 0 differed" in run("search_audit", "--check")


def test_what_waits_in_the_outbox_is_no_finding(papers):
    papers.put(document(1))
    assert "0 differed" in run("search_audit", "--check")


def test_a_reindex_forgets_what_is_gone_and_finds_what_is_there(papers, find):
    papers.put(document(1, "Canal"), document(2, "Canal"))
    find()
    papers.withdraw(1)
    Change.objects.all().delete()
    assert "1 things are in the new index" in run("reindex")
    assert ids(find("canal")) == [2]


def test_a_reindex_does_what_waited_and_leaves_what_came_meanwhile(papers):
    papers.put(document(1))
    steps = rebuild()
    next(steps)
    papers.put(document(2))
    list(steps)
    assert indexed(0) == {1}
    assert [change.thing for change in Change.objects.all()] == [2]
    process_outbox()
    assert indexed() == {1, 2}


def test_once_words_are_analysed_by_other_rules_the_worker_builds_all_anew(papers, find, monkeypatch):
    papers.put(document(1, "Canal"))
    assert ids(find("canal")) == [1]
    run("search_worker", "--once")
    before = [index.statistics().built for index in indices()]
    for module in ("fts5.engine", "fts5.database", "elasticsearch.engine", "elasticsearch.mapping"):
        monkeypatch.setattr(f"search.engines.{module}.fingerprint", lambda: "newer rules")
    assert ids(find("canal")) == [1]  # the older one serves until then
    assert [index.statistics().built for index in indices()] == before
    run("search_worker", "--once")
    assert all(index.statistics().built > earlier for index, earlier in zip(indices(), before, strict=True))
    run("search_worker", "--once")
    assert not any(index.is_outdated() for index in indices())
    assert ids(find("canal")) == [1]


def test_a_broken_index_is_built_anew_by_the_worker(papers, find, settings):
    papers.put(document(1, "Canal"))
    find()
    settings.SEARCH_INDEX_FILE.resolve().write_bytes(b"no database at all" * 1000)
    run("search_worker", "--once")
    assert ids(find("canal")) == [1]


def test_another_process_sees_what_this_one_wrote(papers, settings):
    settings.ELASTICSEARCH_URL = ""
    papers.put(document(1, "Canal"))
    process_outbox()
    script = (
        "import sys; from pathlib import Path; from search.engines.fts5 import Fts5Engine\n"
        "from search.engines.protocol import Thing\n"
        "engine = Fts5Engine(Path(sys.argv[1])); print([entry.thing.id for entry in engine.indexed_versions()])\n"
        "with engine.write_lock(): engine.delete([Thing('paper', 1)])\n"
    )
    command = [sys.executable, "-c", script, str(settings.SEARCH_INDEX_FILE)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=RUNAWAY_SECONDS).stdout
    assert told.strip() == "[1]"
    assert indexed() == set()


def test_a_writer_that_is_killed_leaves_its_lock_to_others(papers, settings):
    script = (
        "import sys, time; from pathlib import Path; from search.engines.fts5 import Fts5Engine\n"
        "with Fts5Engine(Path(sys.argv[1])).write_lock(): print('held', flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(settings.SEARCH_INDEX_FILE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "held\n"
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    papers.put(document(1))
    process_outbox()
    assert indexed() == {1}


def test_an_engine_that_takes_nothing_more_does_not_get_an_emptier_index(papers, find, monkeypatch):
    papers.put(document(1, "Canal"), document(2, "Canal"))
    process_outbox()

    def full(_self, _entries):
        raise EngineUnavailable("The disk is full.")

    monkeypatch.setattr("search.engines.fts5.engine.Fts5Builder.write", full)
    with pytest.raises(CommandError, match="The one in use stays"):
        call_command("reindex", verbosity=0)
    assert sorted(ids(find("canal"))) == [1, 2]
