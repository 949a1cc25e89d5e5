"""The vocabulary in Wagtail's admin."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from search.site import LANGUAGE_NAMES
from search.vocabulary.forms import ConceptForm
from search.vocabulary.models import Concept

CODES = list(LANGUAGE_NAMES)


class ConceptIndexView(IndexView):
    """Searched by all names in Python: databases keep JSON in their own ways, and the vocabulary is small."""

    def search_queryset(self, queryset: QuerySet[Concept]) -> QuerySet[Concept]:
        wanted = (self.search_query or "").casefold()
        if not self.is_searching:
            return queryset
        return queryset.filter(pk__in=[concept.pk for concept in queryset if wanted in _all_of(concept)])


def _all_of(concept: Concept) -> str:
    names = (name for names in concept.all_names().values() for name in names)
    return "\n".join([concept.slug, *names]).casefold()


def _state_of(concept: Concept) -> str:
    return str(_("retired")) if concept.is_retired else ""


class ConceptViewSet(SnippetViewSet):
    """Concepts are retired, never deleted: `PermanentRowPolicy` asks."""

    model = Concept
    icon = "tag"
    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_order = 250
    add_to_admin_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "__str__",
        "slug",
        "scheme",
        "broader",
        Column("is_retired", label=_("State"), accessor=_state_of, sort_key="is_retired"),
    ]
    list_filter: ClassVar[list[str]] = ["scheme", "is_retired"]
    index_view_class = ConceptIndexView
    search_fields: ClassVar[list[str]] = ["slug"]
    list_per_page = 50
    ordering: ClassVar[list[str]] = ["scheme", "position", "slug"]

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel(f"name_{code}") for code in CODES], heading=_("Names")),
            ObjectList([FieldPanel(f"others_{code}") for code in CODES], heading=_("Other names")),
            ObjectList([FieldPanel(f"definition_{code}") for code in CODES], heading=_("Definitions")),
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("scheme"), FieldPanel("slug"), FieldPanel("position")]),
                    FieldPanel("broader"),
                    FieldPanel("related"),
                    FieldPanel("note"),
                    FieldPanel("is_retired"),
                ],
                heading=_("Place"),
            ),
        ],
        base_form_class=ConceptForm,
    )


register_snippet(ConceptViewSet)
