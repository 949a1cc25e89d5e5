"""The site's addresses, and Wagtail's own way to a page for the peer."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from portal.urls import urlpatterns as site_patterns

urlpatterns = [*site_patterns, path("plain/", include(wagtail_urls))]
