"""Addresses of this part."""

from django.urls import path

from search.exports import views as exports
from search.pages import views
from search.saved import views as saved

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/saved/", saved.saved, name="saved_searches"),
    path("search/saved/new/", saved.save, name="saved_search_new"),
    path("search/saved/change/", saved.change, name="saved_search_change"),
    path("search/saved/stop/", saved.stop, name="saved_search_stop"),
    path("search/export/", exports.export, name="search_export"),
    path("search/feed/", exports.feed, name="search_feed"),
    path("search/suggest/", views.suggestions, name="search_suggestions"),
]
