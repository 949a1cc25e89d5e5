"""Noting what was looked for."""

import re
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils.timezone import localdate

from search.insight.models import Answered, Noted, Unanswered

MAX_TEXT_LENGTH = 80
# Nothing is kept of a search that names somebody's address, number or a person's texts.
_PRIVATE = re.compile(r"@|(?:\d[\s-]?){7}|\b(?:by|автор):", re.IGNORECASE)
MAX_KEPT = 5_000
RETENTION = timedelta(days=180)


@transaction.atomic
def record_unanswered(text: str, language: str, *, today: date) -> bool:
    """Returns whether it was noted."""
    return _note(Unanswered, text, language, today)


@transaction.atomic
def record_answered(text: str, language: str, *, today: date) -> bool:
    """Returns whether it was noted."""
    return _note(Answered, text, language, today)


@transaction.atomic
def record_opened(text: str, language: str) -> None:
    """Somebody went on from what was found for `text` to a page."""
    Answered.objects.filter(text=_comparable(text), language=language).update(opened=F("opened") + 1)


def _comparable(text: str) -> str:
    return " ".join(text.casefold().split())


def _note(model: type[Noted], text: str, language: str, today: date) -> bool:
    text = _comparable(text)
    if not any(letter.isalnum() for letter in text) or len(text) > MAX_TEXT_LENGTH or _PRIVATE.search(text):
        return False
    another_day = Case(When(last_day=today, then=F("days")), default=F("days") + Value(1))
    known = model.objects.filter(text=text, language=language)
    if known.update(times=F("times") + 1, days=another_day, last_day=today):
        return True
    if model.objects.count() >= MAX_KEPT:
        return False
    model.objects.create(text=text, language=language, last_day=today)
    return True


@transaction.atomic
def delete_old(*, today: date | None = None) -> int:
    """What nobody has looked for in half a year."""
    return sum(outlived(model, today or localdate()).delete()[0] for model in (Unanswered, Answered))


def outlived(model: type[Noted], today: date) -> QuerySet[Noted]:
    return model.objects.filter(last_day__lt=today - RETENTION)
