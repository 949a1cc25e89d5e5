"""What files may be refused for."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class TooManyFiles(Refusal):
    sentence = _("A text has ten files at most. Put what belongs together into one document.")
