"""Reading a collection: `docs.jsonl` (or `docs.ref.json`, which names a sibling folder), `queries.jsonl`, `qrels.jsonl`."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

# What CLDR calls by script is a language to us.
_LANGUAGES = {"uz_cyrl": "uz", "uz_latn": "uz"}


@dataclass(frozen=True, slots=True)
class Text:
    """A document or a query. language: one of the seven, or as the collection names it."""

    id: str
    language: str
    text: str
    title: str = ""


@dataclass(frozen=True)
class Collection:
    """relevant: query to document to grade, 1 or more."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def folder_of_documents(self) -> Path:
        """Several collections may share one: it is indexed once for all of them."""
        reference = self.folder / "docs.ref.json"
        if reference.exists():
            return (self.folder.parent / str(json.loads(reference.read_text(encoding="utf-8"))["docs"])).resolve()
        return self.folder.resolve()

    def documents(self) -> list[Text]:
        return list(map(_text, _lines(self.folder_of_documents / "docs.jsonl")))

    @cached_property
    def queries(self) -> list[Text]:
        return list(map(_text, _lines(self.folder / "queries.jsonl")))

    @cached_property
    def relevant(self) -> Mapping[str, Mapping[str, int]]:
        relevant: dict[str, dict[str, int]] = defaultdict(dict)
        for line in _lines(self.folder / "qrels.jsonl"):
            if line["rel"] > 0:
                relevant[str(line["q"])][str(line["d"])] = int(line["rel"])
        return relevant


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _text(line: Mapping[str, Any]) -> Text:
    language = str(line.get("lang") or "und")
    return Text(str(line["id"]), _LANGUAGES.get(language, language), str(line["text"]), str(line.get("title") or ""))
