"""All addresses. Every page begins with the language of its interface; what is no page does not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from portal import views
from portal.look.styleguide import styleguide
from portal.serving import health
from portal.sitemaps import SITEMAPS, robots
from search.pages.api import search_api

handler500 = "portal.boundary.storage_errors.failure"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("api/search/", search_api, name="search_api"),
    path("files/", include("cases.files.urls")),
    # Wagtail's own sign-in and password pages would be a way round the second factor.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    re_path(r"^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include("cases.editorial.admin.absent_urls")),
    path("admin/", include(wagtailadmin_urls)),
]

building = [path("styleguide/", styleguide, name="styleguide")] if settings.DEBUG else []
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("", include("search.pages.urls")),
    path("", include("cases.reading.urls")),
    path("", include("cases.collections.urls")),
    path("account/", include("network.people.sign_in.urls")),
    path("account/", include("network.people.own_data.urls")),
    path("account/", include("network.people.leaving.urls")),
    path("contribute/", include("cases.contribute.urls")),
    path("rooms/", include("network.rooms.urls")),
    path("people/", include("network.people.urls")),
    path("", include("network.trainings.urls")),
    path("notices/", include("network.notices.urls")),
    *building,
    path("<slug:slug>/", views.text, name="text"),
    prefix_default_language=True,
)

if settings.DEBUG:
    urlpatterns += [path("styleguide/", RedirectView.as_view(pattern_name="styleguide"))]
