"""How a text is cited: as a line, for BibTeX, and for reference managers that read RIS."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.library.models import Contribution
from network.access.byline import Byline


@dataclass(frozen=True, slots=True)
class Citation:
    """authors: empty under the Chatham House rule. `line` is in the language of the text."""

    authors: tuple[str, ...]
    title: str
    published: datetime | None
    url: str
    language: str
    key: str

    @property
    def line(self) -> str:
        with override(self.language):
            names = ", ".join(self.authors) or _("An author under the Chatham House rule")
            when = date_format(localtime(self.published), "DATE_FORMAT") if self.published else ""
            return _("%(authors)s. %(title)s. %(site)s, %(when)s. %(url)s") % {
                "authors": names,
                "title": self.title.rstrip("."),
                "site": settings.SITE_NAME,
                "when": when,
                "url": self.url,
            }

    @property
    def bibtex(self) -> str:
        fields = {
            "author": " and ".join(self.authors),
            "title": f"{{{_braceless(self.title)}}}",
            "howpublished": "Chaikhana",
            "year": str(self.published.year) if self.published else "",
            "url": self.url,
            "language": self.language,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        lines = ["TY  - WEB", *(f"AU  - {_line(name)}" for name in self.authors), f"TI  - {_line(self.title)}"]
        if self.published:
            lines.append(f"DA  - {self.published:%Y/%m/%d}")
        lines += [f"LA  - {self.language}", "PB  - Chaikhana", f"UR  - {self.url}", "ER  - "]
        return "\r\n".join([*lines, ""])


def citation_of(page: Contribution, signed: Byline, url: str) -> Citation:
    names = tuple(person.name for person in signed.people)
    return Citation(names, page.title, page.published_at, url, page.language, page.address)


def _braceless(text: str) -> str:
    return text.replace("{", "(").replace("}", ")").replace("\\", "")


def _line(text: str) -> str:
    return " ".join(text.split())
