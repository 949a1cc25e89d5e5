"""What search engines are told of: all that everybody may read, each with its translations, and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localdate
from django.views.decorators.http import require_safe

from cases.collections.models import CollectionPage
from cases.library.addresses import address_url, path_in
from cases.library.models import KINDS
from cases.reading.rows import versions_of
from network.access.viewer import ANONYMOUS
from search.site import LANGUAGES, site_origin

LISTS = ("home", "cases", "practices", "collections", "trainings")
# Addresses a file, of which the protocol allows 50,000; each comes with those of its translations.
FILE_SIZE = 5_000
# Language code and path of each version of one thing.
Versions = Sequence[tuple[str, str]]


class OwnSitemap(Sitemap[Any]):
    """Addresses begin as those in mails do, whatever host was asked."""

    limit = FILE_SIZE

    def get_protocol(self, protocol: str | None = None) -> str:
        return site_origin().partition("://")[0]

    def get_domain(self, site: Any = None) -> str:
        return site_origin().partition("://")[2]

    def get_latest_lastmod(self) -> None:
        """Of all of them: whole tables would be read for one day."""

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        for url, versions in zip(urls, self.versions([url["item"] for url in urls]), strict=True):
            url["alternates"] = [
                {"lang_code": code, "location": f"{site_origin()}{path_in(code, path)}"} for code, path in versions
            ]
        return urls

    def versions(self, items: Sequence[Any]) -> Sequence[Versions]:
        return [() for _item in items]


class ListSitemap(OwnSitemap):
    """Home and lists, in seven languages of the interface."""

    def items(self) -> list[tuple[str, str]]:
        return [(name, code) for name in LISTS for code, _name in LANGUAGES]

    def location(self, item: tuple[str, str]) -> str:
        name, code = item
        return path_in(code, reverse(name))

    def versions(self, items: Sequence[tuple[str, str]]) -> Sequence[Versions]:
        return [[(code, reverse(name)) for code, _name in LANGUAGES] for name, _code in items]


class PageSitemap(OwnSitemap):
    """Pages of one kind, each under the interface of its own language. By address: numbers of rows tell an order."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def items(self) -> QuerySet[Any]:
        pages: QuerySet[Any] = self.model.visible.to(ANONYMOUS)
        return pages.select_related("locale").order_by("address")

    def location(self, item: Any) -> str:
        return path_in(item.locale.language_code, item.get_absolute_url())

    def lastmod(self, item: Any) -> date:
        return localdate(item.last_published_at or item.first_published_at, get_default_timezone())

    def versions(self, items: Sequence[Any]) -> Sequence[Versions]:
        found = versions_of(self.model, [item.translation_key for item in items], ANONYMOUS)
        return [
            [(code, address_url(self.model.KIND, address)) for code, address in found[item.translation_key]]
            for item in items
        ]


class CollectionSitemap(PageSitemap):
    """Those in which everybody finds something."""

    def items(self) -> QuerySet[Any]:
        pages: QuerySet[Any] = self.model.visible.to(ANONYMOUS).with_texts_for(ANONYMOUS)
        return pages.select_related("locale").order_by("address")


SITEMAPS: dict[str, OwnSitemap] = {
    "lists": ListSitemap(),
    **{f"{kind}s": PageSitemap(model) for kind, model in KINDS.items()},
    "collections": CollectionSitemap(CollectionPage),
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Programs stay away from what is a person's or asks the engine, and find the rest."""
    away = "".join(f"Disallow: {path}\n" for path in ("/admin/", "/api/", "/*/search/", "/*/account/"))
    words = f"User-agent: *\n{away}\nSitemap: {site_origin()}/sitemap.xml\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
