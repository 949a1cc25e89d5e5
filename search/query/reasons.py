"""Why a thing was found, in one sentence, where its row does not show it by itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.engines.passages import Passage
from search.query.highlights import Highlighted, spans_of
from search.query.terms import ExpandedQuery

_FOUND_AS = {
    "translation": gettext_lazy("Found as “%(name)s”: another language's word for what you typed."),
    "synonym": gettext_lazy("Found as “%(name)s”: another word for what you typed."),
    "narrower": gettext_lazy("Found as “%(name)s”: a part of what you typed."),
}


def semantic_reason(part: Passage | None) -> str:
    """part: the section that is nearest; None if it is the title and summary."""
    if part and part.heading:
        return _("Close in meaning: “%(section)s”.") % {"section": part.heading}
    return _("Close in meaning.")


def reason_for(shown: Highlighted, understood: ExpandedQuery, *, is_own: bool) -> str:
    """Empty where the marked words speak for themselves. is_own: see `search.engines.responses.Candidate`."""
    if not is_own:
        for other in understood.also:
            if any(spans_of(passage, (other.leaf,)) for passage in shown.said_in):
                return str(_FOUND_AS[other.kind]) % {"name": other.name}
    if shown.file:
        return _("Found in the file “%(file)s”.") % {"file": shown.file}
    if shown.label:
        return _("Found by its label “%(label)s”.") % {"label": shown.label}
    if shown.by_name:
        return _("Found by a name.")
    return ""
