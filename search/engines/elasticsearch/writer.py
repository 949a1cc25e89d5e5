"""Putting entries into a generation of indices, and taking them out. Hold the engine's `alone` meanwhile."""

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from search.engines.elasticsearch.aliases import TALK, Aliases, partition_of
from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.hit_fields import HIT_KEY, key_of_entry
from search.engines.elasticsearch.mapping import TERM_VECTOR, fields_of, vector_of, vectors
from search.engines.passages import Entry, Thing
from search.engines.serialization import pack_passages, pack_term_vector

Body = dict[str, Any]


def write_entries(client: Client, aliases: Aliases, state: str, entries: Sequence[Entry]) -> None:
    """Put these in, unless what is there is newer.

    Versions are compared here, for the lock keeps others away: Elasticsearch would remember the version of what was
    deleted, and refuse what comes back.
    """
    aliases.ensure(state, {_partition(entry) for entry in entries})
    for partition, dimensions in _dimensions(entries).items():
        client.put_mapping(aliases.alias(state, partition), vectors(dimensions))
    known = _known(client, aliases, state, [entry.thing for entry in entries])
    client.bulk(_steps(aliases, state, entries, known))


def delete_entries(client: Client, aliases: Aliases, state: str, things: Collection[Thing]) -> None:
    known = _known(client, aliases, state, things)
    client.bulk(_deletion(index, id_) for id_, found in known.items() for index, _version in found)


def id_of(thing: Thing) -> str:
    return f"{thing.kind}:{thing.id}"


def _steps(
    aliases: Aliases, state: str, entries: Sequence[Entry], known: dict[str, list[tuple[str, int]]]
) -> Iterator[Body]:
    for entry in entries:
        id_ = id_of(entry.thing)
        if any(version > entry.version for _index, version in known.get(id_, [])):
            continue
        partition = _partition(entry)
        # An entry whose audience has changed stands in another index.
        yield from (
            _deletion(index, id_) for index, _version in known.get(id_, []) if not index.endswith(f"-{partition}")
        )
        yield {"_op_type": "index", "_index": aliases.alias(state, partition), "_id": id_, "_source": _source(entry)}


def _deletion(index: str, id_: str) -> Body:
    return {"_op_type": "delete", "_index": index, "_id": id_}


def _known(client: Client, aliases: Aliases, state: str, things: Collection[Thing]) -> dict[str, list[tuple[str, int]]]:
    """By id the indices that hold it, with the version."""
    if not things:
        return {}
    ids = [id_of(thing) for thing in things]
    client.refresh(aliases.all(state))
    body = {"query": {"ids": {"values": ids}}, "size": 10_000, "source": ["version"]}
    found: dict[str, list[tuple[str, int]]] = {}
    for hit in client.search(aliases.all(state), body)["hits"]["hits"]:
        found.setdefault(hit["_id"], []).append((hit["_index"], hit["_source"]["version"]))
    return found


def _dimensions(entries: Sequence[Entry]) -> Mapping[str, set[int]]:
    """The lengths of the vectors that go into each partition."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        if entry.embeddings:
            found.setdefault(_partition(entry), set()).update(len(one.vector) for one in entry.embeddings)
    return found


def _partition(entry: Entry) -> str:
    return TALK if entry.is_chronological else partition_of(entry.audience)


def _source(entry: Entry) -> Body:
    return fields_of(entry) | {
        HIT_KEY: key_of_entry(entry),
        TERM_VECTOR: b64encode(pack_term_vector(entry.passages)).decode(),
        "kind": entry.thing.kind,
        "thing": entry.thing.id,
        "version": entry.version,
        "audience": entry.audience,
        "published": int(entry.published.timestamp()),
        "is_chronological": entry.is_chronological,
        "completions": [] if entry.is_chronological else list(entry.completions),
        "passages": b64encode(pack_passages(entry.passages)).decode(),
        "facets": {name: list(values) for name, values in entry.facets.items()},
        "embeddings": [
            {"anchor": one.anchor, vector_of(len(one.vector)): one.vector.tolist()} for one in entry.embeddings
        ],
    }
