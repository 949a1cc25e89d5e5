"""Addresses of this part. All are the author's own but `review`, which leads an editor to his desk."""

from django.urls import path

from cases.contribute import views
from cases.contribute.drafts import autosave, offering_views, tag_choices
from cases.contribute.drafts import views as form_views
from cases.contribute.holding.views import still_holds

urlpatterns = [
    path("", views.mine, name="contribute"),
    path("new/", form_views.new, name="contribute_new"),
    path("new/autosave/", autosave.autosave_new, name="contribute_autosave_new"),
    path("translate/<slug:kind>/<slug:address>/", offering_views.offer, name="contribute_translate"),
    path("token/", autosave.token, name="contribute_token"),
    path("tags/", tag_choices.tags_typed, name="contribute_tags"),
    path("<row:page_id>/", form_views.edit, name="contribute_edit"),
    path("<row:page_id>/autosave/", autosave.autosave, name="contribute_autosave"),
    path("<row:page_id>/tags/", tag_choices.tags_of_text, name="contribute_tags_of"),
    path("<row:page_id>/text/", views.text, name="contribute_text"),
    path("<row:page_id>/preview/", views.preview, name="contribute_preview"),
    path("<row:page_id>/take-back/", views.take_back, name="contribute_take_back"),
    path("<row:page_id>/withdraw/", views.withdraw, name="contribute_withdraw"),
    path("<row:page_id>/delete/", views.delete, name="contribute_delete"),
    path("<row:page_id>/still-holds/", still_holds, name="contribute_still_holds"),
    path("<row:page_id>/review/", views.review, name="contribute_review"),
]
