"""References as the programs that keep them read them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from search.site import SITE_NAME


@dataclass(frozen=True, slots=True)
class Reference:
    """authors: empty where they are not told. url: absolute. key: by which a bibliography names it.
    licence: in words."""

    authors: tuple[str, ...]
    title: str
    published: datetime | None
    url: str
    language: str
    key: str
    licence: str = ""

    @property
    def _site(self) -> str:
        with override(self.language or None):
            return str(SITE_NAME)

    @property
    def bibtex(self) -> str:
        fields = {
            "author": " and ".join(map(_in_tex, self.authors)),
            "title": f"{{{_in_tex(self.title)}}}",
            "howpublished": _in_tex(self._site),
            "year": str(self.published.year) if self.published else "",
            "url": self.url,
            "language": self.language,
            "copyright": _in_tex(self.licence),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        lines = ["TY  - WEB", *(f"AU  - {_line(name)}" for name in self.authors), f"TI  - {_line(self.title)}"]
        if self.published:
            lines.append(f"DA  - {self.published:%Y/%m/%d}")
        lines += [f"LA  - {self.language}", f"PB  - {_line(self._site)}", f"UR  - {self.url}"]
        if self.licence:
            lines.append(f"C1  - {_line(self.licence)}")
        return "\r\n".join([*lines, "ER  - ", ""])


# What TeX takes for an order. A brace cannot be escaped: BibTeX counts braces whatever stands before them.
_TEX = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%#$_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": "(", "}": ")"}
)


def _in_tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _line(text: str) -> str:
    return " ".join(text.split())
