"""What a text must have before editors read it. A draft may lack all of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.contribute.form.answers import UNTITLED, title_of
from cases.library.models import Clearance, Contribution
from cases.library.translating.fingerprints import translated_fields
from network.access.byline import Attribution
from network.access.viewer import PUBLIC
from network.markup import plain

REQUIRED_SECTIONS = {
    "case": ("context", "challenge", "approach", "results", "lessons"),
    "practice": ("what_it_is", "when_to_use", "steps"),
}
MIN_WORDS = 15  # a section that is a link, or "see file", tells a reader nothing
MAX_COUNTRIES = 6

Missing = Mapping[str, Sequence[str | Promise]]


def find_missing(page: Contribution) -> Missing:
    """Field name to the sentences that say what to do; empty when the text can be sent."""
    missing: dict[str, list[str | Promise]] = defaultdict(list)
    if page.original:
        return _in_translation(page, page.original)
    for name, lacks, sentence in _about(page):
        if lacks:
            missing[name].append(sentence)
    for field in REQUIRED_SECTIONS[page.KIND]:
        if weakness := _weakness(getattr(page, field)):
            missing[field].append(weakness)
    for name, sentence in _publishing(page):
        missing[name].append(sentence)
    return missing


def _in_translation(page: Contribution, original: Contribution) -> Missing:
    """All that the original tells, and nothing else: its terms are the original's."""
    if not original.live:
        return {"title": [_ORIGINAL_IS_OFF]}
    missing: dict[str, list[str | Promise]] = {}
    for field in translated_fields(page):
        words, there = (plain(getattr(text, field)).strip() for text in (page, original))
        if there and words in ("", UNTITLED):
            missing[field] = [_TRANSLATE_THIS]
        elif words and not there:
            missing[field] = [_NOT_IN_ORIGINAL]
    return missing


_ORIGINAL_IS_OFF = _("The original is off the site, so its translation cannot be sent. What you wrote is kept here.")
_TRANSLATE_THIS = _("The original tells this: translate it, too.")
_NOT_IN_ORIGINAL = _("The original does not tell this any more: take it out here, too.")


def _about(page: Contribution) -> list[tuple[str, bool, Promise]]:
    countries = len(page.countries.all())
    return [
        ("title", not title_of(page), _("Give the text a title: what was done, and where.")),
        ("summary", not page.summary.strip(), _("Tell in two or three sentences what it is about.")),
        ("countries", not 1 <= countries <= MAX_COUNTRIES, _("Choose one to six countries.")),
        ("themes", not page.themes.all(), _("Choose at least one theme.")),
    ]


def _weakness(html: str) -> Promise | None:
    words = plain(html).split()
    if not words:
        return _("This section is empty. Write a few sentences.")
    if len(words) < MIN_WORDS:
        return _("This section says very little. Tell it here in a few sentences, even where a document says it too.")
    return None


def _publishing(page: Contribution) -> list[tuple[str, Promise]]:
    lacking = [
        *_clearance(page),
        ("audience", not page.audience, _("Choose who may read it.")),
        *_picture(page),
    ]
    return [(name, sentence) for name, lacks, sentence in lacking if lacks]


def _clearance(page: Contribution) -> list[tuple[str, bool, Promise]]:
    if page.attribution == Attribution.CHATHAM_HOUSE:
        return [("may_share", page.clearance != Clearance.MAY_SHARE, _SAY_MAY_SHARE)]
    is_closed = page.clearance == Clearance.NOT_YET and page.audience == PUBLIC
    is_said = page.clearance in (Clearance.PERSONAL, Clearance.CLEARED, Clearance.NOT_YET)
    return [("clearance", not is_said, _SAY_CLEARANCE), ("clearance", is_closed, _NOT_CLEARED)]


_SAY_CLEARANCE = _("Say whether you write for yourself, or your institution has cleared the text.")
_SAY_MAY_SHARE = _("Tick that you may share this: without it the text cannot be sent.")
_NOT_CLEARED = _("A text that is not cleared yet can go to members only. Clear it, or choose members.")


def _picture(page: Contribution) -> list[tuple[str, bool, Promise]]:
    cover = page.cover
    if cover is None or cover.is_drawn:
        return []
    no_caption = _("Say what the picture shows: those who cannot see it read this instead.")
    no_consent = _("Ask those who can be recognised whether they agree, or take another picture.")
    return [
        ("caption", not cover.caption.strip(), no_caption),
        ("has_consent", cover.shows_people and not cover.has_consent, no_consent),
    ]
