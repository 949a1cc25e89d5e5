"""Addresses of cases and practices: the prefix is the language of the interface, the rest never changes."""

from django.urls import path

from cases.reading import views
from cases.reading.saved import views as saved

urlpatterns = [
    path("cases/", views.listing, {"kind": "case"}, name="cases"),
    path("cases/<slug:address>/", views.page, {"kind": "case"}, name="case"),
    path("cases/<slug:address>/cite.<slug:form>", views.cite, {"kind": "case"}, name="case_citation"),
    path("cases/<slug:address>/save/", saved.save, {"kind": "case"}, name="case_save"),
    path("practices/", views.listing, {"kind": "practice"}, name="practices"),
    path("practices/<slug:address>/", views.page, {"kind": "practice"}, name="practice"),
    path("practices/<slug:address>/cite.<slug:form>", views.cite, {"kind": "practice"}, name="practice_citation"),
    path("practices/<slug:address>/save/", saved.save, {"kind": "practice"}, name="practice_save"),
    path("reading-list/", saved.reading_list, name="reading_list"),
]
