"""`manage.py relevance DIR…`: how well collections of judged queries are answered."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.embeddings.bundled_server import run_server
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.fts5 import Fts5Engine
from search.engines.protocol import Index
from search.relevance.collections import Collection
from search.relevance.metrics import Figures, evaluate
from search.relevance.runner import Run, index_documents, run

# Seconds. What is measured is what is found, on however busy a machine.
TIMEOUT_SECONDS = 60.0


class Command(BaseCommand):
    help = (
        "Indexes each collection as the site would, asks its queries, and prints nDCG@10, recall@100, MRR, ms a query."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
        parser.add_argument("--engine", choices=("fts", "elasticsearch"), default="fts")
        parser.add_argument(
            "--runs", type=Path, metavar="OUT", help="write NAME.tsv with lines of query, document, score"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")

        parser.add_argument("--words-only", action="store_true", help="search without vectors")

    def handle(
        self,
        *,
        folders: list[Path],
        engine: str,
        runs: Path | None,
        json: bool,
        words_only: bool,
        **options: Any,
    ) -> None:
        if engine == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            raise CommandError("ELASTICSEARCH_URL is not set: there is no cluster to measure with.")
        collections = [Collection(folder) for folder in folders]
        for collection in collections:
            if not (collection.folder / "queries.jsonl").exists():
                raise CommandError(f"{collection.folder} is no collection: it has no queries.jsonl.")
        if runs:
            runs.mkdir(parents=True, exist_ok=True)
        with _embeddings(wanted=not words_only):
            for _folder, sharing in groupby(collections, key=lambda one: one.folder_of_documents):
                with _target(engine) as target:
                    self._measure(target, list(sharing), runs, as_json=json)

    def _measure(self, target: Index, collections: list[Collection], runs: Path | None, *, as_json: bool) -> None:
        documents = collections[0].documents()
        index_documents(target, documents)
        for collection in collections:
            result = run(target, collection, documents)
            self.stdout.write(_line(collection, evaluate(collection.relevant, result.found), result, as_json))
            if runs:
                _write(runs / f"{collection.name}.tsv", result)


@contextmanager
def _target(name: str) -> Iterator[Index]:
    """An engine of its own, gone with the block."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "fts":
            yield Fts5Engine(Path(folder) / "search.sqlite3")
            return
        urls = settings.ELASTICSEARCH_URL.split(",")
        target = ElasticsearchEngine(urls, prefix=f"relevance-{uuid4().hex[:12]}", locks=Path(folder) / "elasticsearch")
        try:
            yield target
        finally:
            target.discard()


@contextmanager
def _embeddings(*, wanted: bool) -> Iterator[None]:
    """The server that the settings name, or the bundled one for as long as the block runs."""
    settings.EMBEDDINGS_PATIENCE = TIMEOUT_SECONDS
    if not wanted:
        settings.EMBEDDINGS_URL = ""
    if settings.EMBEDDINGS_URL is not None:
        yield
        return
    with run_server() as url:
        settings.EMBEDDINGS_URL = url
        yield


def _line(collection: Collection, its: Figures, result: Run, as_json: bool) -> str:
    if as_json:
        return json.dumps(
            {
                "collection": collection.name,
                "queries": its.queries,
                "ndcg@10": round(its.ndcg_at_10, 4),
                "recall@100": round(its.recall_at_100, 4),
                "mrr": round(its.mrr, 4),
                "ms": round(result.milliseconds, 2),
            }
        )
    return (
        f"{collection.name:24} nDCG@10 {its.ndcg_at_10:.3f}  recall@100 {its.recall_at_100:.3f}  "
        f"MRR {its.mrr:.3f}  {result.milliseconds:6.1f} ms"
    )


def _write(path: Path, result: Run) -> None:
    with path.open("w", encoding="utf-8") as file:
        for query, documents in result.found.items():
            # Nothing but the order is told: a score says something of one engine alone.
            for place, document in enumerate(documents):
                file.write(f"{query}\t{document}\t{len(documents) - place}\n")
