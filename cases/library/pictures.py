"""Pictures: with a caption, a credit, and the consent of those shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A picture. One that shows people goes public with their consent alone."""

    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    shows_people = models.BooleanField(_("people can be recognised"), default=False)
    has_consent = models.BooleanField(_("those shown agree"), default=False)
    is_drawn = models.BooleanField(_("drawn by the site"), default=False, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "caption", "credit", "shows_people", "has_consent")

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_drawn else (self.caption or self.title)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
