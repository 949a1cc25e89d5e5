"""What editors choose by hand in Wagtail's admin: texts, in an order, each with something beside it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cases.editorial.admin.editors_form import CarefulFormSet, VersionForm
from cases.editorial.admin.prose_widget import EditorsProse
from cases.library.models import KINDS
from search.input.numbers import number_from

TEXTS = [f"library.{model.__name__}" for model in KINDS.values()]


def published_texts() -> QuerySet[Page]:
    kinds = ContentType.objects.get_for_models(*KINDS.values()).values()
    return Page.objects.filter(live=True, content_type__in=kinds)


class ChosenTexts(CarefulFormSet):
    """Published texts, and those that were chosen while they were: a form made by hand could name somebody's draft."""

    field = "text"

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[self.field].widget.known = self._known

    @cached_property
    def _known(self) -> dict[int, Page]:
        """Those that stand here, each under its parent: two queries, where the chooser asks three for each row."""
        pages = Page.objects.in_bulk({one.text_id for one in getattr(self.instance, self.rel_name).all()})
        parents = {page.pk: page.path[: -Page.steplen] for page in pages.values()}
        by_path = {page.path: page for page in Page.objects.filter(path__in=set(parents.values()))}
        for page in pages.values():
            page._cached_parent_obj = by_path[parents[page.pk]]
        return pages

    def allowed(self) -> QuerySet[Page]:
        chosen = [one.text_id for one in getattr(self.instance, self.rel_name).all()]
        return Page.objects.filter(Q(pk__in=published_texts().values("pk")) | Q(pk__in=chosen))


class TextChooser(AdminPageChooser):
    """Tells of a text that was taken off the site only that it was: what its author writes in it now is the author's.
    known: texts by number, which need not be looked up one by one."""

    known: Mapping[int, Page] = MappingProxyType({})

    def get_instance(self, value: Any) -> Any:
        number = None if isinstance(value, Page) else number_from(str(value))
        return self.known.get(number or 0) or super().get_instance(value)

    def get_display_title(self, instance: Any) -> str:
        return str(instance.title) if instance.live else _("A text that readers no longer see")


class TextPanel(PageChooserPanel):
    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["widgets"] = {**options.get("widgets", {}), self.field_name: TextChooser(target_models=TEXTS)}
        return options


class TextsPanel(MultipleChooserPanel):
    """The relation's rows have a `text`."""

    def __init__(self, relation_name: str, *, beside: list[Any] | None = None, **kwargs: Any) -> None:
        self.beside = beside or []
        given = {"chooser_field_name": "text", "panels": [TextPanel("text", TEXTS), *self.beside]}
        super().__init__(relation_name, **{**kwargs, **given})

    def clone_kwargs(self) -> dict[str, Any]:
        kept = {
            name: value
            for name, value in super().clone_kwargs().items()
            if name not in ("chooser_field_name", "panels")
        }
        return {**kept, "beside": self.beside}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name] |= {"formset": ChosenTexts}
        return options


def collection_panels() -> TabbedInterface:
    texts = TextsPanel("items", beside=[FieldPanel("why")], heading=gettext_lazy("Texts"), label=gettext_lazy("Text"))
    panels = [FieldPanel("title"), FieldPanel("introduction", widget=EditorsProse), FieldPanel("picture"), texts]
    return in_one_tab(panels)


def in_one_tab(panels: list[Any]) -> TabbedInterface:
    """Without a tab Wagtail gives the form no margin."""
    return TabbedInterface([ObjectList(panels, heading=gettext_lazy("Text"))], base_form_class=VersionForm)
