"""Which editors are told of a text."""

from collections.abc import Iterable
from typing import Any

from cases.editorial.models import Remit
from cases.editorial.review.assignments import holder_of
from network.people.models import EDITORS_GROUP, Member


def recipients_of(draft: Any) -> list[Member]:
    """Who has taken it already; else those in whose remit it lies; and if that is nobody, all. draft: the version that was sent."""
    if holder := holder_of(draft):
        return [holder]
    about = {
        "language": draft.language,
        "themes": {one.pk for one in draft.themes.all()},
        "countries": {one.pk for one in draft.countries.all()},
    }
    return [remit.editor for remit in covering(Remit.objects.of_editors(), **about)] or all_editors()


def covering(remits: Iterable[Remit], **about: Any) -> list[Remit]:
    """Of those that choose something, those in which a text lies that is about this (`Remit.covers`)."""
    return [remit for remit in remits if not remit.is_open and remit.covers(**about)]


def all_editors() -> list[Member]:
    return list(Member.objects.filter(groups__name=EDITORS_GROUP, is_active=True))
