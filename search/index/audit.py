"""An index compared with the database, and mended where they differ."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from search.engines.passages import Thing
from search.engines.protocol import Index
from search.engines.responses import IndexedVersion
from search.index.embedder import count_stored_embeddings
from search.index.indexer import BATCH, update_index
from search.index.models import Change
from search.index.rebuild import ids_of
from search.registry import Searchable, searchables


@dataclass(slots=True)
class AuditReport:
    """missing: in the database only. surplus: in the index only. different: of another version or audience, or with fewer
    vectors than are kept.

    failures: what could not be read or written, with the reason. vectors: in the index, of so many kept of these things.
    """

    things: int = 0
    vectors: int = 0
    kept: int = 0
    missing: set[Thing] = field(default_factory=set)
    surplus: set[Thing] = field(default_factory=set)
    different: set[Thing] = field(default_factory=set)
    failures: dict[Thing, str] = field(default_factory=dict)

    @property
    def wrong(self) -> set[Thing]:
        return self.missing | self.surplus | self.different


def audit(engine: Index, findings: AuditReport) -> Iterator[int]:
    """Compare by (thing, version, audience, vectors) and put what differs into `findings`; yields how many were compared.

    What waits in the outbox is no finding: it will be brought up to date.
    """
    indexed = {entry.thing: entry for entry in engine.indexed_versions()}
    for searchable in searchables().values():
        for batch in _batches(searchable):
            _compare(searchable, batch, indexed, findings)
            findings.things += len(batch)
            yield len(batch)
    findings.surplus |= indexed.keys()
    waiting = set(Change.objects.values_list("kind", "thing"))
    for things in (findings.missing, findings.surplus, findings.different):
        things -= {Thing(*pair) for pair in waiting}


def audit_presence(engine: Index) -> AuditReport:
    """Only what is missing and what is surplus: quick, for things whose time comes without anybody changing them."""
    findings = AuditReport()
    indexed = {entry.thing for entry in engine.indexed_versions()}
    present = {Thing(searchable.kind, id_) for searchable in searchables().values() for id_ in ids_of(searchable)}
    findings.things = len(present)
    findings.missing, findings.surplus = present - indexed, indexed - present
    return findings


def repair(engine: Index, findings: AuditReport) -> None:
    """Bring what is wrong up to date. What cannot be is in `findings.failures` afterwards."""
    wrong = sorted(findings.wrong)
    for start in range(0, len(wrong), BATCH):
        batch = wrong[start : start + BATCH]
        with engine.write_lock():
            # Taken out first: the index may hold a version that the database, restored from a copy, no longer has.
            engine.delete(batch)
            findings.failures |= update_index(engine, batch)


def _batches(searchable: Searchable) -> Iterator[list[int]]:
    batch: list[int] = []
    for id_ in ids_of(searchable):
        batch.append(id_)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _compare(
    searchable: Searchable, ids: list[int], indexed: dict[Thing, IndexedVersion], findings: AuditReport
) -> None:
    documents = list(searchable.documents(ids))
    kept = count_stored_embeddings(documents)
    findings.kept += sum(kept.values())
    for document in documents:
        thing = Thing(document.kind, document.id)
        known = indexed.pop(thing, None)
        if known is None:
            findings.missing.add(thing)
            continue
        findings.vectors += known.embeddings
        if known.embeddings < kept[thing] or (known.version, known.audience) != (document.version, document.audience):
            findings.different.add(thing)
