"""Addresses of this part."""

from django.urls import path

from search import views
from search.exports import views as exports

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/export/", exports.export, name="search_export"),
    path("search/feed/", exports.feed, name="search_feed"),
    path("search/suggest/", views.suggestions, name="search_suggestions"),
]
