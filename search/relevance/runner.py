"""A collection's documents put into an index of their own, and its queries asked of it, as the site does both."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from search.analysis import LANGUAGES
from search.embeddings.client import embeddings
from search.engines.protocol import Engine, Index
from search.index.embedder import add_all_embeddings
from search.index.entries import entries_of
from search.query.params import SearchParams
from search.query.plan import SearchScope, plan_search
from search.query.retrieval import retrieve
from search.registry import Document, Section
from search.relevance.collections import Collection, Text

KIND = "document"
AUDIENCE = "public"
KEYS = frozenset({AUDIENCE})
# All alike, so that no date helps.
PUBLISHED = datetime(2015, 1, 1, tzinfo=UTC)
BATCH = 50
# What is kept of an order.
DEPTH = 100
# People read the interface in the language they ask in; where that is none of ours, in English.
INTERFACE = "en"


@dataclass(frozen=True, slots=True)
class Run:
    """found: query to documents, the best first. milliseconds: a query, on average."""

    found: dict[str, list[str]]
    milliseconds: float


def index_documents(engine: Index, texts: Sequence[Text]) -> None:
    """Build the index of `engine` out of these. A text is found by its place in the sequence."""
    server = embeddings()
    with engine.rebuild() as building:
        for start in range(0, len(texts), BATCH):
            numbered = enumerate(texts[start : start + BATCH], start)
            entries = entries_of(_document(number, text) for number, text in numbered)
            building.write(add_all_embeddings(entries, server) if server else entries)


def run(engine: Engine, collection: Collection, documents: Sequence[Text]) -> Run:
    found = {}
    began = time.perf_counter()
    for query in collection.queries:
        interface = query.language if query.language in LANGUAGES else INTERFACE
        ranked = retrieve(engine, plan_search(engine, SearchParams(text=query.text), SearchScope(KEYS, interface)))
        # Where nothing has the words, a reader sees what is near at once, in the place of results.
        things = (*ranked.things, *ranked.nearest)
        found[query.id] = [documents[thing.id].id for thing in things[:DEPTH]]
    took = time.perf_counter() - began
    return Run(found, took * 1_000 / max(1, len(collection.queries)))


def _document(number: int, text: Text) -> Document:
    return Document(
        kind=KIND,
        id=number,
        version=1,
        audience=AUDIENCE,
        language=text.language,
        title=text.title,
        summary="",
        sections=(Section("text", "", text.text),),
        published=PUBLISHED,
    )
