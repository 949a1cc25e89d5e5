"""Addresses of trainings and their materials."""

from django.urls import path

from network.trainings import views

urlpatterns = [
    path("trainings/", views.trainings, name="trainings"),
    path("trainings/materials/", views.materials, name="materials"),
    path("trainings/materials/<slug:slug>/", views.material, name="material"),
    path("trainings/<slug:edition>/<slug:slug>/", views.workshop, name="workshop"),
]
