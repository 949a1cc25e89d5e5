"""Pictures: with a caption, a credit, and the consent of those shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import Error, models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, SourceImageIOError
from wagtail.search import index

from search.deferred_writes import is_for_later


class Picture(AbstractImage):
    """A picture. One that shows people goes public with their consent alone."""

    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    shows_people = models.BooleanField(_("people can be recognised"), default=False)
    has_consent = models.BooleanField(_("those shown agree"), default=False)
    # That it was sent with: until it is with the editors, the picture is its author's alone.
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, editable=False, related_name="+")
    is_drawn = models.BooleanField(_("drawn by the site"), default=False, editable=False)

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    search_fields = (*AbstractImage.search_fields, index.FilterField("page"))
    admin_form_fields = (*Image.admin_form_fields, "caption", "credit", "shows_people", "has_consent")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def may_be_shown(self) -> bool:
        """To anybody but its author and the editors: asked wherever a picture is put on a page or handed out."""
        return self.has_consent or not self.shows_people

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A picture that may no longer be shown loses at once what was made of it for pages."""
        super().save(*args, **kwargs)
        if not self.may_be_shown:
            self.renditions.all().delete()

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_drawn else (self.caption or self.title)

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        with _missing_where_nothing_can_be_written():
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        with _missing_where_nothing_can_be_written():
            return super().create_renditions(*filters)


@contextmanager
def _missing_where_nothing_can_be_written() -> Iterator[None]:
    """A shape that was not made yet, and cannot be now: pages are read without it, as where the file is gone."""
    try:
        yield
    except Error as error:
        if not is_for_later(error):
            raise
        raise SourceImageIOError(str(error)) from error


# The shapes that pages ask for; both are made when a picture is kept, so that no reader waits for one.
ROW, LEAD = "fill-352x198|format-webp|webpquality-70", "fill-960x540|format-webp|webpquality-72"


def cover_url(picture: Picture | None, shape: str = ROW) -> str:
    """Where the picture stands in this shape; empty without one, without the consent of those shown, or if its file is gone."""
    if picture is None or not picture.may_be_shown:
        return ""
    if shape == LEAD and picture.is_drawn:
        return str(picture.file.url)  # drawn in this size, and smaller than anything encoded anew
    try:
        return str(picture.get_rendition(shape).url)
    except SourceImageIOError:
        return ""


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
