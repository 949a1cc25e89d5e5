"""The address of one's own data."""

from django.urls import path

from network.people.own_data import views

urlpatterns = [path("data/", views.own_data, name="own_data")]
