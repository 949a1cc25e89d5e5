"""Addresses of leaving."""

from django.urls import path

from network.people.leaving import views

urlpatterns = [
    path("leaving/", views.leave_site, name="account_leave"),
    path("leaving/undo/<str:token>/", views.undo, name="account_stay"),
]
