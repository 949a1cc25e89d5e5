"""Addresses of collections: the prefix is the language of the interface, the rest never changes."""

from django.urls import path

from cases.collections import views

urlpatterns = [
    path("collections/", views.listing, name="collections"),
    path("collections/<slug:address>/", views.page, name="collection"),
    path("collections/<slug:address>/feed/", views.feed, name="collection_feed"),
]
