"""Addresses of people."""

from django.urls import path

from network.people import views

urlpatterns = [
    path("", views.people, name="people"),
    path("<row:id>/", views.person, name="person"),
    path("roles/", views.roles, name="roles"),
    path("me/edit/", views.profile_edit, name="profile_edit"),
]
