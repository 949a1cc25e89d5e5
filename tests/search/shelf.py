"""A part of the house that exists for tests alone: texts in memory, found and gated like cases and messages."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from network.access.viewer import Viewer
from search.index.outbox import mark_changed
from search.registry import Document, Reader, Row, Section

FIRST_DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


ANYBODY = Viewer()
MEMBER = Viewer(keys=frozenset({"public", "members"}))


def document(
    id: int = 1,
    title: str = "A title",
    text: str = "",
    *,
    kind: str = "paper",
    summary: str = "",
    language: str = "en",
    audience: str = "public",
    published: dt.datetime | None = None,
    version: int = 1,
    names: tuple[str, ...] = (),
    **facets: tuple[str, ...],
) -> Document:
    """Published the later, the greater its id."""
    return Document(
        kind=kind,
        id=id,
        version=version,
        audience=audience,
        language=language,
        title=title,
        summary=summary,
        sections=(Section("text", "Text", text),) if text else (),
        published=published or FIRST_DAY + dt.timedelta(days=id),
        facets=facets,
        names=names,
    )


@dataclass
class Shelf:
    """What is put on it is changed as an action changes things: a row in the outbox in the same transaction."""

    kind: str = "paper"
    documents_by_id: dict[int, Document] = field(default_factory=dict)

    @property
    def is_chronological(self) -> bool:
        return self.kind == "discussion"

    @property
    def label(self) -> str:
        return f"{self.kind.capitalize()}s"

    def put(self, *documents: Document) -> None:
        for one in documents:
            self.documents_by_id[one.id] = replace(one, kind=self.kind)
            mark_changed(self.kind, one.id)

    def withdraw(self, id: int) -> None:
        del self.documents_by_id[id]
        mark_changed(self.kind, id)

    def ids(self, *, after: int, limit: int) -> list[int]:
        return sorted(id for id in self.documents_by_id if id > after)[:limit]

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        return (self.documents_by_id[id] for id in ids if id in self.documents_by_id)

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        return {one.id: self._row(one) for one in self.documents(ids) if one.audience in reader.keys}

    def _row(self, one: Document) -> Row:
        return Row(
            kind=self.kind,
            id=one.id,
            url=f"/{self.kind}s/{one.id}/",
            title=one.title,
            language=one.language,
            kind_label=self.kind.capitalize(),
            summary=one.summary,
            published=one.published,
        )
