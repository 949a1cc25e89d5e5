"""How something that was found is shown: its title, a piece of its text with the words marked, and why it was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.engines.passages import Passage, Thing
from search.query.highlights import Highlight, beginning, highlight, spans_of
from search.query.plan import SearchPlan
from search.registry import Row

_FOUND_AS = {
    "translation": gettext_lazy("Found as “%(name)s”: another language's word for what you typed."),
    "synonym": gettext_lazy("Found as “%(name)s”: another word for what you typed."),
    "narrower": gettext_lazy("Found as “%(name)s”: a part of what you typed."),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row, its title and the piece of text that was found with the words marked, and why it was found."""

    row: Row
    title: SafeString | str
    snippet: SafeString | str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of one thing that matched. passages: none where the index is older than the thing, or nothing was
    typed. is_exact: as in `search.engines.responses.Candidate`.
    """

    row: Row
    passages: Sequence[Passage]
    highlight: Highlight
    plan: SearchPlan
    is_exact: bool

    @property
    def thing(self) -> Thing:
        return Thing(self.row.kind, self.row.id)

    @property
    def is_promoted(self) -> bool:
        return self.thing in self.plan.promoted

    @property
    def has_words(self) -> bool:
        return bool(self.highlight.leaves)

    @property
    def nearest_section(self) -> Passage | None:
        """The section that is nearest in meaning; None if it is the title and summary."""
        neighbour = self.plan.neighbours.get(self.thing)
        anchor = neighbour.anchor if neighbour else ""
        return next((passage for passage in self.passages if anchor and passage.anchor == anchor), None)


def hit_of(row: Row, passages: Sequence[Passage], plan: SearchPlan, *, is_exact: bool) -> Hit:
    """The first presentation that applies."""
    match = Match(row, passages, highlight(passages, plan.request.query), plan, is_exact)
    return next(present(match) for applies, present in PRESENTATIONS if applies(match))


def _as_row(match: Match) -> Hit:
    return Hit(match.row, match.row.title, match.row.summary)


def _marked(match: Match, reason: str) -> Hit:
    shown, row = match.highlight, match.row
    return Hit(row, shown.title or row.title, shown.snippet or row.summary, reason)


def _spelt_alike(match: Match) -> Hit:
    return Hit(match.row, match.row.title, match.row.summary, _("Spelt alike."))


def _near_in_meaning(match: Match) -> Hit:
    section = match.nearest_section
    reason = _("Close in meaning.")
    if section and section.heading:
        reason = _("Close in meaning: “%(section)s”.") % {"section": section.heading}
    return Hit(match.row, match.row.title, beginning(section) if section else match.row.summary, reason)


# Whether it applies, and how the thing is shown then; the first that applies does.
PRESENTATIONS: tuple[tuple[Callable[[Match], bool], Callable[[Match], Hit]], ...] = (
    (lambda match: not match.passages, _as_row),
    (lambda match: match.is_promoted, lambda match: _marked(match, _("Put first by the editors."))),
    (lambda match: match.has_words, lambda match: _marked(match, lexical_reason(match))),
    (lambda match: match.thing not in match.plan.request.include, _spelt_alike),
    (lambda match: match.thing in match.plan.neighbours, _near_in_meaning),
    (lambda match: True, lambda match: _marked(match, lexical_reason(match))),
)


def lexical_reason(match: Match) -> str:
    """Empty where the marked words speak for themselves."""
    return next(filter(None, (reason(match) for reason in _LEXICAL_REASONS)), "")


def _expansion_reason(match: Match) -> str:
    if match.is_exact:
        return ""
    for one in match.plan.expansion.expansions:
        if any(spans_of(passage, (one.leaf,)) for passage in match.highlight.passages):
            return str(_FOUND_AS[one.kind]) % {"name": one.name}
    return ""


def _file_reason(match: Match) -> str:
    return _("Found in the file “%(file)s”.") % {"file": match.highlight.file} if match.highlight.file else ""


def _label_reason(match: Match) -> str:
    return _("Found by its label “%(label)s”.") % {"label": match.highlight.label} if match.highlight.label else ""


def _name_reason(match: Match) -> str:
    return _("Found by a name.") if match.highlight.by_name else ""


_LEXICAL_REASONS = (_expansion_reason, _file_reason, _label_reason, _name_reason)
