"""What editors fill in for a home page, in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TabbedInterface

from cases.editorial.curation.panels import TextsPanel, in_one_tab


def home_panels() -> TabbedInterface:
    """Addresses stay, and nothing goes by itself on a day, so there is nothing to promote and nothing to set."""
    return in_one_tab(
        [
            FieldPanel("title"),
            InlinePanel(
                "banners",
                [FieldPanel("sentence"), FieldPanel("link"), _days()],
                heading=_("Banners"),
                label=_("Banner"),
                help_text=_("One line above everything else. Of several the first that has its day is shown."),
            ),
            TextsPanel(
                "chosen",
                beside=[_days()],
                heading=_("First on the home page"),
                label=_("Text"),
                help_text=_(
                    "The first leads the page, the others follow in this order. On days for which nothing is chosen "
                    "the newest text leads."
                ),
            ),
            FieldPanel("headline"),
            FieldPanel("lead"),
            FieldPanel("origin"),
        ]
    )


def _days() -> FieldRowPanel:
    return FieldRowPanel([FieldPanel("from_day"), FieldPanel("until_day")])
