"""The plain texts that every page leads to from its foot: each has its place in every language's tree."""

from django.utils.translation import gettext_lazy as _

# (address, title)
PLAIN_TEXTS = (
    ("about", _("About the network")),
    ("how-a-case-is-published", _("How a case is published")),
    ("chatham-house-rule", _("The Chatham House rule here")),
    ("accessibility", _("Accessibility")),
    ("privacy", _("Privacy")),
)
