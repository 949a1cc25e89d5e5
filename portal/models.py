"""Pages that editors keep themselves: the home page of each language, and plain texts such as «About»."""

from datetime import date
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from cases.library.permissions import FixedPage
from network.access.requests import MemberRequest
from portal.home.context import home_context


class HomePage(FixedPage, Page):
    """The root of one language's tree. Its texts stand on the home page; the rest of that page comes from the library."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    origin = RichTextField(_("where it comes from"), blank=True)

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["portal.TextPage", "library.LibraryPage", "collections.CollectionPage"]

    class Meta:
        verbose_name = _("home page")

    def serve(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For previews: readers come through the own route, whatever the tree says."""
        return render(request, "portal/home.html", home_context(request, self))

    def serve_preview(self, request: MemberRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)


class Dated(Orderable):
    """What stands on a home page for some days, both of them included; an empty one is no limit."""

    from_day = models.DateField(_("from this day"), null=True, blank=True)
    until_day = models.DateField(
        _("until this day"), null=True, blank=True, help_text=_("Readers see it on this day, too.")
    )

    class Meta(Orderable.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(from_day=None) | Q(until_day=None) | Q(until_day__gte=models.F("from_day")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("The last day is before the first one."),
            )
        ]

    def is_on(self, day: date) -> bool:
        return (self.from_day or day) <= day <= (self.until_day or day)


class ChosenText(Dated):
    """A case or practice that editors put first on a home page: the first of those that a reader may read leads it."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen")
    text = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("text"))

    class Meta(Dated.Meta):
        verbose_name = _("chosen text of the home page")
        verbose_name_plural = _("chosen texts of the home page")


class Banner(Dated):
    """A sentence above everything else on a home page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="banners")
    sentence = models.CharField(_("sentence"), max_length=200)
    link = models.CharField(
        _("link"),
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(r"^(/(?![/\\])|https://)\S+$", _("Write an address that begins with / or https://."))
        ],
        help_text=_("An address that begins with / or https://. Without one the sentence leads nowhere."),
    )

    class Meta(Dated.Meta):
        verbose_name = _("banner")
        verbose_name_plural = _("banners")


class TextPage(FixedPage, Page):
    """A plain text: about the network, the rules, accessibility, privacy."""

    body = RichTextField(_("text"), blank=True)

    content_panels: ClassVar[list[Any]] = [FieldPanel("title"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "portal/text_page.html"

    class Meta:
        verbose_name = _("text page")


@register_setting(icon="site")
class Identity(BaseGenericSetting):
    """The name and mark of the site: any training network can run it under its own."""

    name = models.CharField(_("name"), max_length=60, default="Chaikhana")
    name_ru = models.CharField(_("name in Russian"), max_length=60, default="Чайхана")
    mark = models.FileField(_("mark"), upload_to="identity/", blank=True, help_text=_("An SVG or PNG file."))

    class Meta:
        verbose_name = _("name and mark")
