"""The desk's page of collections, and the page on which a text is put into one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cases.collections.actions import add_text, begin_collection, translate_collection
from cases.collections.models import CollectionPage
from cases.editorial.curation.forms import AddForm, BeginForm, TranslateForm
from cases.editorial.curation.panels import published_texts
from network.access.errors import Refusal
from search.lists.pagination import paginate

PAGE_SIZE = 50


class EditorsView(WagtailAdminTemplateMixin, TemplateView):
    """Nothing is here for who is no editor."""

    request: Any
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.request.viewer.is_editor:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class CollectionsView(EditorsView):
    template_name = "cases/editorial/curation/collections.html"
    page_title = pgettext_lazy("of texts", "Collections")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        collections = CollectionPage.objects.select_related("locale")
        after = self.request.GET.get("after", "")
        page = paginate(collections, by="latest_revision_created_at", after=after, size=PAGE_SIZE)
        begin = BeginForm(language=get_language() or "en")
        return super().get_context_data(**{"page": page, "form": begin, **kwargs})

    def post(self, request: Any) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        collection = begin_collection(request.user, **form.cleaned_data)
        return redirect("wagtailadmin_pages:edit", collection.pk)


class TranslateView(EditorsView):
    """The same collection in another language."""

    template_name = "cases/editorial/curation/ask.html"
    page_title = gettext_lazy("The same collection in another language")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        details = {
            "form": TranslateForm(),
            "about": self._collection().draft_title,
            "button": _("Begin with the same texts"),
        }
        return super().get_context_data(**{**details, **kwargs})

    def post(self, request: Any, collection_id: int) -> HttpResponse:
        form, collection = TranslateForm(request.POST), self._collection()
        if form.is_valid():
            try:
                made = translate_collection(collection, request.user, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("language", str(refusal))
            else:
                return redirect("wagtailadmin_pages:edit", made.pk)
        return self.show(form=form, status=422)

    def _collection(self) -> CollectionPage:
        found: CollectionPage = get_object_or_404(CollectionPage, pk=self.kwargs["collection_id"])
        return found


class AddView(EditorsView):
    """A text into a collection: which one, and why it stands there."""

    template_name = "cases/editorial/curation/ask.html"
    page_title = gettext_lazy("Add to a collection")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self._text()
        form: forms.Form = kwargs.pop("form", None) or AddForm()
        details = {"form": form, "about": text.title, "about_url": text.specific_deferred.get_absolute_url()}
        details |= {"button": _("Add"), "has_none": not CollectionPage.objects.exists()}
        return super().get_context_data(**{**details, **kwargs})

    def post(self, request: Any, page_id: int) -> HttpResponse:
        form, text = AddForm(request.POST), self._text()
        if not form.is_valid():
            return self.show(form=form, status=422)
        collection, why = form.cleaned_data["collection"], form.cleaned_data["why"]
        try:
            is_read = add_text(collection, text, request.user, why=why)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.show(form=form, status=refusal.status)
        said = (
            _("“%(text)s” stands in “%(collection)s”. Readers see it there.")
            if is_read
            else _(
                "“%(text)s” stands in the draft of “%(collection)s”. Readers see it when the collection is published."
            )
        )
        messages.success(request, said % {"text": text.title, "collection": collection.draft_title})
        return redirect("wagtailadmin_pages:edit", collection.pk)

    def _text(self) -> Page:
        return get_object_or_404(published_texts(), pk=self.kwargs["page_id"])
