"""The fields of a text that say on what terms it stands before its readers."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cases.library.terms.holding import Holding, holding_of
from cases.library.terms.licences import Licence
from network.access.viewer import PUBLIC


class Terms(Page):
    """licence: the author's word. holds_on: the day on which somebody last confirmed that the text still holds; never who, and
    no hour."""

    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.RESERVED)
    holds_on = models.DateField(_("still holds on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A version knows no day: it is said of the text as readers have it, and no version brings an older one back."""
        version: Self = super().with_content_json(content)
        version.holds_on = self.holds_on
        return version

    @property
    def given_licence(self) -> Licence:
        """What readers are told. Among members nothing is given away: a text that is not everybody's to read is not theirs to
        pass on."""
        return Licence(self.licence) if getattr(self, "audience", "") == PUBLIC else Licence.RESERVED

    @property
    def holding(self) -> Holding | None:
        return holding_of(getattr(self, "published_at", None), self.last_published_at, self.holds_on)
