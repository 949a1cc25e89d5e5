"""Addresses of notices."""

from django.urls import path

from network.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read, name="notices_read"),
]
