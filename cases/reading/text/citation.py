"""How a text is cited: as a line, for BibTeX, and for reference managers that read RIS."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.library.models import Contribution
from cases.library.terms.licences import Licence
from network.access.byline import Byline
from search.exports.references import Reference
from search.site import SITE_NAME


@dataclass(frozen=True, slots=True)
class Citation(Reference):
    """A reference that can also be read. `line` is in the language of the text."""

    given: Licence = Licence.RESERVED

    @property
    def line(self) -> str:
        with override(self.language):
            names = ", ".join(self.authors) or _("An author under the Chatham House rule")
            when = date_format(localtime(self.published), "DATE_FORMAT") if self.published else ""
            line = _("%(authors)s. %(title)s. %(site)s, %(when)s. %(url)s") % {
                "authors": names,
                "title": self.title.rstrip("."),
                "site": SITE_NAME,
                "when": when,
                "url": self.url,
            }
            return f"{line} ({self.given.label})" if self.given.url else line


def citation_of(page: Contribution, signed: Byline, url: str) -> Citation:
    names = tuple(person.name for person in signed.people)
    given = page.given_licence
    with override(page.language):
        words = given.words
    return Citation(names, page.title, page.published_at, url, page.language, page.address, words, given)
