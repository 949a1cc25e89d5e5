"""Among an author's own texts those stand first of which readers are told that nobody has confirmed them."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.library.models import KINDS
from cases.library.terms.holding import holding_of


def with_days(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Each with its `holds_on`, in the same query."""
    return pages.annotate(holds_on=Coalesce(*(F(f"{model._meta.model_name}__holds_on") for model in KINDS.values())))


def asked_again(page: Any) -> dict[str, Any]:
    """page: a published one, of `with_days`. Nothing where it was written or confirmed not long ago, nor of a translation: its
    original's author is asked."""
    if page.latest_revision.content.get("original"):
        return {}
    holding = holding_of(page.first_published_at, page.last_published_at, page.holds_on)
    if holding is None or not holding.is_unconfirmed:
        return {}
    confirm = {"url": reverse("contribute_still_holds", args=[page.pk]), "label": _("It still holds"), "posts": True}
    return {
        "state": _("Does it still hold?"),
        "state_kind": "mend",
        "meaning": _("Readers are told: “%(words)s”") % {"words": holding.words},
        "first_action": confirm,
    }
