"""Reading the demonstration's files: TOML for facts, Markdown with a TOML head for texts."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
_HEAD = re.compile(r"\A\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<body>.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^## (?P<name>[a-z-]+)\n", re.MULTILINE)
_TEXT_PAGE = re.compile(r"^# (?P<title>.+?) \{#(?P<slug>[a-z-]+)\}\n", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """A case or practice in one language. `key` is that of all its translations; sections are Markdown by name."""

    key: str
    language: str
    head: dict[str, Any]
    sections: dict[str, str]

    @property
    def address(self) -> str:
        return self.key if self.head["original"] else f"{self.key}-{self.language}"


def table(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def texts(folder: str) -> list[Text]:
    """All texts of "cases" or "practices", originals before their translations."""
    found = [_text(path) for path in sorted((FOLDER / folder).glob("*.md"))]
    return sorted(found, key=lambda text: (not text.head["original"], text.head["published"], text.key))


def rooms() -> Iterator[dict[str, Any]]:
    for path in sorted((FOLDER / "rooms").glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def text_pages(language: str) -> Iterator[tuple[str, str, str]]:
    """(slug, title, Markdown) of each plain text that exists in `language`."""
    path = FOLDER / f"pages.{language}.md"
    if not path.exists():
        return
    parts = _TEXT_PAGE.split(path.read_text(encoding="utf-8"))[1:]
    for title, slug, body in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
        yield slug, title, body.strip()


def _text(path: Path) -> Text:
    key, language, _suffix = path.name.split(".")
    match = _HEAD.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path.name} has no head between +++ lines")
    parts = _SECTION.split("\n" + match["body"])[1:]
    sections = {name: body.strip() for name, body in zip(parts[0::2], parts[1::2], strict=True)}
    return Text(key, language, tomllib.loads(match["head"]), sections)
