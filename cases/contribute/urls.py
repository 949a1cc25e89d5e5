"""Addresses of this part. All are the author's own but `review`, which leads an editor to his desk."""

from django.urls import path

from cases.contribute import autosaving, views

urlpatterns = [
    path("", views.mine, name="contribute"),
    path("new/", views.new, name="contribute_new"),
    path("new/autosave/", autosaving.autosave_new, name="contribute_autosave_new"),
    path("token/", autosaving.token, name="contribute_token"),
    path("<int:page_id>/", views.edit, name="contribute_edit"),
    path("<int:page_id>/autosave/", autosaving.autosave, name="contribute_autosave"),
    path("<int:page_id>/preview/", views.preview, name="contribute_preview"),
    path("<int:page_id>/take-back/", views.take_back, name="contribute_take_back"),
    path("<int:page_id>/withdraw/", views.withdraw, name="contribute_withdraw"),
    path("<int:page_id>/review/", views.review, name="contribute_review"),
]
