"""Puts what a translator wrote into a draft, and says to each part what it was made from."""

from collections.abc import Mapping
from typing import Any

from cases.contribute.form.answers import UNTITLED
from cases.library.models import Contribution
from cases.library.translating.fingerprints import fingerprint, translated_fields

# The names of the form's own fields: what stood in the original when it was opened, and that a part holds still.
SEEN, HOLDS = "seen_", "holds_"


def apply_translation(draft: Contribution, answers: Mapping[str, Any]) -> None:
    """A part that was written, or said to hold still, was made from what its translator had before him: not from what the
    original says by now."""
    made_from = dict(draft.made_from)
    for field in translated_fields(draft):
        if field not in answers:
            continue
        words = answers[field] or (UNTITLED if field == "title" else "")
        is_written = fingerprint(words) != fingerprint(getattr(draft, field))
        setattr(draft, field, words)
        if is_written or answers.get(HOLDS + field):
            made_from[field] = answers.get(SEEN + field, "")
        if words in ("", UNTITLED):
            made_from.pop(field, None)
    draft.made_from = made_from
