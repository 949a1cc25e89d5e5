"""Refused for a while: the sentence says for how long, as it is."""

import math
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext

from network.access.errors import Refusal


class TooManyTries(Refusal):
    sentence: str | Promise = _("That was tried too often. Try again in %(wait)s.")
    status = 429

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(wait=_InWords(wait))


class _InWords:
    """Said when it is shown: in the language of the page."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, math.ceil(wait.total_seconds()))

    def __str__(self) -> str:
        if self.seconds < 60:
            return npgettext("in …", "%(count)s second", "%(count)s seconds", self.seconds) % {"count": self.seconds}
        minutes = math.ceil(self.seconds / 60)
        return npgettext("in …", "%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
