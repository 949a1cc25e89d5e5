"""The parts of the form, in the order in which they are filled in, and how far each of them is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.library.models import CONCEPT_FIELDS, Contribution
from network.markup import plain

HINTS = {
    "context": gettext_lazy(
        "Where and when was it, and who was part of it? Write as to a colleague in the next country."
    ),
    "challenge": gettext_lazy("What was hard, for whom, and why? What had been tried before?"),
    "approach": gettext_lazy("What did you do, step by step? Who decided, who paid, how long did it take?"),
    "results": gettext_lazy("What changed, for whom, and how do you know? Numbers where there are any."),
    "what_did_not_work": gettext_lazy("What would you not do again? This helps readers most, and nobody is blamed."),
    "lessons": gettext_lazy("What would you tell somebody who begins tomorrow?"),
    "what_it_takes": gettext_lazy("What must be there for it to work elsewhere: people, law, money, trust?"),
    "sources": gettext_lazy("Documents, laws, articles: with numbers, dates and addresses, one a line."),
    "what_it_is": gettext_lazy("Say in a few sentences what one does."),
    "when_to_use": gettext_lazy("For which situations is it good, and for which not?"),
    "steps": gettext_lazy("What is done first, what next, by whom?"),
    "evidence": gettext_lazy("Where has it been tried, and what came of it?"),
    "limits": gettext_lazy("Where does it end, and what can go wrong?"),
    "in_central_asia": gettext_lazy("Where in the region is it used, or could it be?"),
}
ABOUT = ("title", "summary", "language")
WHERE = (*CONCEPT_FIELDS.values(), "tags", "workshop")
PICTURE = ("picture", "remove_picture", "caption", "credit", "shows_people", "has_consent")
FILES = ("files", "take_traces", "remove_files")
PUBLISHING = ("attribution", "may_share", "clearance", "paper", "audience", "licence", "embargo", "embargo_zone")


@dataclass(frozen=True, slots=True)
class Part:
    """`slug` is the anchor on the page; `fields` are names in the form."""

    slug: str
    title: str | Promise
    fields: Sequence[str]

    @property
    def is_section(self) -> bool:
        return len(self.fields) == 1


def parts_of(page: Contribution) -> list[Part]:
    about = Part("about", gettext_lazy("Title and summary"), ABOUT)
    sections = [Part(field.replace("_", "-"), title, (field,)) for field, title in page.SECTIONS]
    if original := page.original:  # which says all else; and what it does not tell, its translation does not either
        told = [part for part in sections if getattr(original, part.fields[0]) or getattr(page, part.fields[0])]
        return [about, *told]
    return [
        about,
        *sections,
        Part("where", gettext_lazy("Countries, themes, tags"), WHERE),
        Part("picture", gettext_lazy("Picture and files"), (*PICTURE, *FILES)),
        Part("publishing", gettext_lazy("Clearance and name"), PUBLISHING),
    ]


def words_in(html: str) -> int:
    return len(plain(html).split())


def part_state(part: Part, page: Contribution, missing: Mapping[str, object]) -> tuple[str, str]:
    """(words, stitch) of a part: what stands beside it in the list of steps, and "done" or "open"."""
    if part.is_section:
        words = words_in(getattr(page, part.fields[0]))
        if words:
            return ngettext("%(words)s word", "%(words)s words", words) % {"words": words}, "done"
        return (_("empty") if part.fields[0] in missing else _("empty, may stay so")), "open"
    if any(name in missing for name in part.fields):
        return _("not complete"), "open"
    if part.slug == "picture" and not page.cover_id:
        return _("empty, may stay so"), "open"
    return _("complete"), "done"


def steps_of(page: Contribution, missing: Mapping[str, object], remarked: Mapping[str, int]) -> dict[str, Any]:
    """What components/steps.html shows. remarked: field name to the number of open remarks."""
    steps, stitches = [], []
    for part in parts_of(page):
        words, stitch = part_state(part, page, missing)
        remarks = sum(remarked.get(name, 0) for name in part.fields)
        if remarks:
            stitch = "remark"
            words = ngettext("an editor’s remark", "%(number)s remarks of an editor", remarks) % {"number": remarks}
        stitches.append(stitch)
        steps.append({"url": f"#{part.slug}", "label": part.title, "state": words, "remark": bool(remarks)})
    done = stitches.count("done")
    words = _("%(done)s of %(all)s parts are filled in") % {"done": done, "all": len(stitches)}
    return {"steps": steps, "stitches": stitches, "words": words}
