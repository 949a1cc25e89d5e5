"""Noting what was not found."""

import re
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When

from search.insight.models import Unanswered

LONGEST_TEXT = 80
# Nothing is kept of a search that names somebody's address, number or a person's texts.
_PRIVATE = re.compile(r"@|(?:\d[\s-]?){7}|\b(?:by|автор):", re.IGNORECASE)
MOST_KEPT = 5_000
KEPT_FOR = timedelta(days=180)


@transaction.atomic
def note_unanswered(text: str, language: str, *, today: date) -> bool:
    """Returns whether it was noted."""
    text = " ".join(text.casefold().split())
    if not text or len(text) > LONGEST_TEXT or _PRIVATE.search(text):
        return False
    another_day = Case(When(last_day=today, then=F("days")), default=F("days") + Value(1))
    known = Unanswered.objects.filter(text=text, language=language)
    if known.update(times=F("times") + 1, days=another_day, last_day=today):
        return True
    if Unanswered.objects.count() >= MOST_KEPT:
        return False
    Unanswered.objects.create(text=text, language=language, last_day=today)
    return True


@transaction.atomic
def forget_old(*, today: date) -> int:
    """What nobody has looked for in half a year."""
    return Unanswered.objects.filter(last_day__lt=today - KEPT_FOR).delete()[0]
