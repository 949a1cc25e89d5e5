"""Pages that editors keep themselves: the home page of each language, and plain texts such as «About»."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page

from cases.library.permissions import FixedPage
from network.access.requests import MemberRequest
from portal.home import home_context


class HomePage(FixedPage, Page):
    """The root of one language's tree. Its texts stand on the home page; the rest of that page comes from the library."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    origin = RichTextField(_("where it comes from"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("origin"),
    ]
    promote_panels: ClassVar[list[Any]] = []  # addresses stay, and nothing goes by itself on a day
    settings_panels: ClassVar[list[Any]] = []
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
