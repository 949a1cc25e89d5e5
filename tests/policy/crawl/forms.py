"""The forms that stand on pages, and what a careless person or program may send with them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

NASTY = (
    *("", " ", "0", "-1", "1", "9" * 30, "٣٤", "1e9", "NaN", "None", "on", "true", "null", "[]", '{"a": 1}'),
    *("\0", "a\x0bb", "a\x1db", "\ufeff", "\u202eabc", "e\u0301" * 50, "😀" * 300, "ї" * 5_000, "a" * 90_000),
    *("2026-02-30", "0001-01-01", "9999-12-31", "31.12.2026", "../../etc/passwd", "%00", "%s%(a)s{0}", "' OR 1=1 --"),
    *("<script>alert(1)</script>", "<p>" * 500, "[a](javascript:alert(1))", "http://a." * 300, "| a |\n" * 200),
    *(
        "a,b;c," * 200,
        "draft:1:1",
        "0:0",
        "html",
        "plain",
        "chatham-house",
        "Asia/Bishkek",
        "a@b",
        "x" * 300 + "@example.org",
    ),
)
FILES = (
    ("picture.jpg", b""),
    ("picture.jpg", b"MZ"),
    ("a" * 300 + ".pdf", b"%PDF-1.4"),
    ("no-suffix", b"\0\1\2"),
    ("table.csv", "месяц;шлюз\n".encode()),
    ("letter.docx", b"PK\x03\x04broken"),
)


@dataclass(slots=True)
class Input:
    """offered: what its page would send: the value of a field, or one of those that can be chosen."""

    name: str
    kind: str
    offered: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Form:
    """action: as it stands in the page, empty for the page's own address; inputs: by name, in their order."""

    method: str
    action: str
    inputs: dict[str, Input] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.attributes: set[str] = set()
        self._open: Form | None = None
        self._select = ""
        self._area: Input | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.attributes.update(given)
        if tag == "form":
            self._open = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self._open)
        if self._open is None:
            return
        if tag == "option" and self._select:
            self._open.inputs[self._select].offered.append(given.get("value", ""))
        elif tag in ("input", "textarea", "select", "button") and (name := given.get("name")):
            one = self._open.inputs.setdefault(name, Input(name, given.get("type", tag)))
            one.offered += [given["value"]] if "value" in given else []
            self._select = name if tag == "select" else ""
            self._area = one if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area.offered.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag in ("select", "textarea"):
            self._select, self._area = "", None


def read_forms(page: str) -> tuple[list[Form], set[str]]:
    """The forms of a page, and the names of all attributes that stand in it."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms, reader.attributes


def generate_answers(form: Form, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One set of answers after the other: most as the page offers them, some left out, some nasty, some several times."""
    while True:
        answers: dict[str, Any] = {}
        for one in form.inputs.values():
            if one.kind == "file":
                answers[one.name] = (
                    [_file(chance) for _number in range(chance.randrange(13))] if chance.random() < 0.3 else []
                )
            elif chance.random() < 0.9:
                answers[one.name] = _value(one, chance)
        if chance.random() < 0.2:
            answers[chance.choice(NASTY)[:40] or "other"] = chance.choice(NASTY)
        yield answers


def _value(one: Input, chance: random.Random) -> str | list[str]:
    offered = one.offered or [""]
    if chance.random() < 0.3:
        return [chance.choice(NASTY)] * chance.choice((1, 1, 1, 3))
    return chance.sample(offered, chance.randint(1, len(offered))) if one.kind == "checkbox" else chance.choice(offered)


def _file(chance: random.Random) -> SimpleUploadedFile:
    name, content = chance.choice(FILES)
    return SimpleUploadedFile(name, content)
