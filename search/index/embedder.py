"""Vectors for what is indexed: kept ones at once, the others when the embeddings server has made them."""

import logging
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F

from search.embeddings.client import EmbeddingsClient, EmbeddingsUnavailable, embeddings, is_never_asked, model_name
from search.embeddings.inputs import MAX_PASSAGE_LENGTH, prepare_input
from search.embeddings.store import embedding_store
from search.engines.passages import BODY, SUMMARY, TITLE, Embedding, Entry, Thing, Vector
from search.index.entries import MAX_TEXT_LENGTH, entries_of, sections_within
from search.index.models import Unembedded
from search.index.outbox import mark_changed
from search.registry import Document, Section, chronological_kinds, searchables

# Parts of a thing that get a vector. The longest texts are materials; what follows in them is found by its words.
MAX_PARTS = 40
# A server that is down fails each attempt too; it is left alone for a while after three.
MAX_ATTEMPTS = 50

logger = logging.getLogger(__name__)


def add_stored_embeddings(entries: Sequence[Entry]) -> list[Entry]:
    """`entries` with what is known of their meaning, also by a command that knows no server.

    What is not known yet is noted, for `embed`, unless search is to go by words alone.
    """
    texts = {entry.thing: embedding_inputs(entry) for entry in entries}
    kept = _stored([text for parts in texts.values() for text in parts.values()])
    if not is_never_asked():
        _note(thing for thing, parts in texts.items() if not kept.keys() >= set(parts.values()))
    return [replace(entry, embeddings=_embeddings(texts[entry.thing], kept)) for entry in entries]


def add_all_embeddings(entries: Sequence[Entry], server: EmbeddingsClient) -> list[Entry]:
    """`entries` with their whole meaning, waited for. Raises EmbeddingsUnavailable."""
    texts = {entry.thing: embedding_inputs(entry) for entry in entries}
    _make([text for parts in texts.values() for text in parts.values()], server)
    kept = embedding_store().of([text for parts in texts.values() for text in parts.values()], server.model)
    return [replace(entry, embeddings=_embeddings(texts[entry.thing], kept)) for entry in entries]


def count_stored_embeddings(documents: Sequence[Document]) -> Mapping[Thing, int]:
    """How many parts of each of these have a vector that need not be made any more."""
    texts = {Thing(one.kind, one.id): _texts_of_document(one) for one in documents}
    kept = _stored([text for parts in texts.values() for text in parts.values()])
    return {thing: sum(text in kept for text in parts.values()) for thing, parts in texts.items()}


def embedding_inputs(entry: Entry) -> Mapping[str, str]:
    """By anchor what is embedded: the title with the summary, and each section with its heading. None of talk."""
    if entry.is_chronological:
        return {}
    named = {passage.field: passage.text for passage in reversed(entry.passages)}
    sections = [Section(one.anchor, one.heading, one.text) for one in entry.passages if one.field == BODY]
    return _texts(named.get(TITLE, ""), named.get(SUMMARY, ""), sections, entry.language)


def _texts_of_document(document: Document) -> Mapping[str, str]:
    """The same without the analysis of its words."""
    if document.kind in chronological_kinds():
        return {}
    title, summary = document.title[:MAX_TEXT_LENGTH], document.summary[:MAX_TEXT_LENGTH]
    return _texts(title, summary, sections_within(document), document.language)


def _texts(title: str, summary: str, sections: Iterable[Section], language: str) -> Mapping[str, str]:
    parts = {"": ". ".join(filter(None, (title, summary)))} | {
        one.anchor: f"{one.title}. {one.text}" if one.title else one.text for one in sections
    }
    ready = {anchor: prepare_input(text, language, limit=MAX_PASSAGE_LENGTH) for anchor, text in parts.items()}
    return dict([(anchor, text) for anchor, text in ready.items() if text][:MAX_PARTS])


def _stored(texts: Collection[str]) -> Mapping[str, Vector]:
    try:
        return embedding_store().of(texts, model_name())
    except EmbeddingsUnavailable as error:
        logger.warning("%s Things are indexed by their words alone for now.", error)
        return {}


def embed_pending(*, seconds: float) -> int:
    """Have vectors made of what was noted, for about so many seconds, and have it indexed anew; returns how many things.

    Raises EmbeddingsUnavailable; what is not done stays noted.
    """
    server = embeddings()
    if server is None:
        return 0
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until and (noted := Unembedded.objects.order_by("attempts", "pk").first()):
        things = [Thing(noted.kind, noted.thing)]
        try:
            _make([text for entry in _entries(things) for text in embedding_inputs(entry).values()], server)
        except EmbeddingsUnavailable:
            _note_failure(noted)
            raise
        with transaction.atomic():
            mark_changed(noted.kind, noted.thing)
            noted.delete()
        done += 1
    return done


def _make(texts: Sequence[str], server: EmbeddingsClient) -> None:
    """Have those made that are not kept yet: one a request, so that a query never waits long for its turn."""
    kept = embedding_store().of(texts, server.model)
    for text in dict.fromkeys(texts):
        if text not in kept:
            embedding_store().keep([(text, server.vectors([text], "passage")[0])], server.model)


def _note_failure(noted: Unembedded) -> None:
    """A text that no server takes lets the others go first, and is given up in the end; words still find it."""
    if noted.attempts + 1 >= MAX_ATTEMPTS:
        logger.error("%s got no vectors in %s attempts and goes without.", noted, MAX_ATTEMPTS)
        noted.delete()
    else:
        Unembedded.objects.filter(pk=noted.pk).update(attempts=F("attempts") + 1)


def _entries(things: Collection[Thing]) -> list[Entry]:
    """As the database has them now; what is gone is none."""
    known = searchables()
    return [
        entry
        for thing in things
        if thing.kind in known
        for entry in entries_of(known[thing.kind].documents([thing.id]))
    ]


def _note(things: Iterable[Thing]) -> None:
    Unembedded.objects.bulk_create(
        (Unembedded(kind=thing.kind, thing=thing.id) for thing in things), ignore_conflicts=True
    )


def _embeddings(parts: Mapping[str, str], kept: Mapping[str, Vector]) -> tuple[Embedding, ...]:
    return tuple(Embedding(anchor, kept[text]) for anchor, text in parts.items() if text in kept)
