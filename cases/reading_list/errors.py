"""What saving a text may refuse."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class ListIsFull(Refusal):
    sentence = _(
        "There are %(number)s texts on your reading list, and no room for more. Take off those that you have read."
    )
