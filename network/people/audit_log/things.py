"""What an entry of the audit log is about, in words: a text is its number, for its title may not be public."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

THINGS = {
    "audit": _("Audit log"),
    "case": _("Case"),
    "collection": _("Collection of pictures"),
    "concept": _("Concept"),
    "curation": pgettext_lazy("of texts", "Collection"),
    "edition": _("Edition"),
    "group": _("Group"),
    "home": _("Home page"),
    "identity": _("Name and mark"),
    "material": _("Material"),
    "message": _("Message"),
    "network": _("Network"),
    "picture": _("Picture"),
    "practice": _("Practice"),
    "programme": _("Programme"),
    "promotion": _("Result put first"),
    "report": _("Report"),
    "room": _("Room"),
    "site": _("Site"),
    "tag": _("Tag"),
    "workshop": _("Workshop"),
}


def thing_words(thing: str) -> str:
    """thing: kind:id. What is of no known kind is left as it is."""
    kind, colon, number = thing.partition(":")
    return f"{THINGS[kind]} {number}" if colon and kind in THINGS else thing
