"""What readers may do with a text beside reading and citing it. Nobody chooses for its author: what he does not give away is his."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    RESERVED = "reserved", _("All rights reserved")
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND 4.0"

    @property
    def url(self) -> str:
        """Where it stands in full; empty for what is the law's anyway."""
        return "" if self == Licence.RESERVED else f"https://creativecommons.org/licenses/{self.value[3:]}/4.0/"

    @property
    def words(self) -> str:
        """With its address, for where nothing can be a link."""
        return f"{self.label}, {self.url}" if self.url else str(self.label)


LICENCE_HELP: dict[Licence, Any] = {
    Licence.RESERVED: _("Others read it and cite it. For anything else they ask you."),
    Licence.CC_BY: _("Others may pass it on, translate it and build on it, as long as they name its author."),
    Licence.CC_BY_NC_ND: _(
        "Others may pass it on as it is, unchanged and not for money, as long as they name its author."
    ),
}
