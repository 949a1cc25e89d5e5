"""What editors see of a case or practice in Wagtail's admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from cases.editorial.admin.editors_form import EditorsForm, FileLink, FilesFormSet
from cases.editorial.admin.prose_widget import EditorsProse
from cases.library.models import CONCEPT_FIELDS, Clearance, Contribution
from cases.library.text_status import is_let_go
from network.access.byline import byline
from network.access.viewer import ANONYMOUS


class AuthorsPanel(Panel):
    """Who signs, as readers are told it. Under the Chatham House rule editors are told no more than anybody else."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cases/editorial/authors_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page: Contribution = self.instance
            signed = byline(page, ANONYMOUS) if page.pk else None
            return {
                **super().get_context_data(parent_context),
                "text": signed.text if signed else "",
                "attribution": page.get_attribution_display(),
                "clearance": page.get_clearance_display(),
                "audience": dict(page.audiences()).get(page.audience, page.audience),
                "licence": page.given_licence.label,
                "is_let_go": is_let_go(page),
                "is_ticked": page.clearance == Clearance.MAY_SHARE,
                "paper_url": page.clearance_paper.url if page.clearance_paper else "",
            }


class FilesPanel(InlinePanel):
    """The files that came with the text: they can be named, ordered and taken away. New ones come from the author."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        own = {"formset": FilesFormSet, "max_num": 0, "validate_max": False}
        options["formsets"][self.relation_name] |= own
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "cases/editorial/files_panel.html"


def panels_of(model: type[Contribution]) -> TabbedInterface:
    tabs = [
        (_("Text"), _text_panels(model)),
        (_("What it is about"), _subject_panels()),
        (_("People and files"), _people_panels()),
        # No audience and no clearance: they are the author's word, which an editor reads among the authors, or sends back.
        (_("Publication"), [FieldPanel("embargo_until")]),
    ]
    return TabbedInterface(
        [ObjectList(panels, heading=heading) for heading, panels in tabs], base_form_class=EditorsForm
    )


def _text_panels(model: type[Contribution]) -> list[Panel]:
    return [
        FieldPanel("title"),
        FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 3})),
        *(FieldPanel(field, widget=EditorsProse) for field, _title in model.SECTIONS),
    ]


def _subject_panels() -> list[Panel]:
    concepts = [FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in CONCEPT_FIELDS.values()]
    return [*concepts, FieldPanel("tags"), FieldPanel("workshop")]


def _people_panels() -> list[Panel]:
    of_a_file = [FieldPanel("stored", widget=FileLink), FieldPanel("title")]
    files = FilesPanel("attachments", of_a_file, heading=_("Files"), label=_("File"))
    return [AuthorsPanel(heading=_("Authors")), FieldPanel("cover"), files]
