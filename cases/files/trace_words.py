"""What was taken out of a file, in the words of its author."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.files.cleaning import traces

# In the order in which one wants to know of them.
WORDS: dict[str, Promise] = {
    traces.NAMES: _("names of authors and editors"),
    traces.COMMENTS: _("comments"),
    traces.CHANGES: _("tracked changes"),
    traces.VERSIONS: _("older versions"),
    traces.NOTES: _("speaker’s notes"),
    traces.PROPERTIES: _("properties (title, author, dates)"),
    traces.PLACE: _("places where pictures were taken"),
    traces.CAMERA: _("camera and time of pictures"),
    traces.EMBEDDED: _("files within the file"),
    traces.HIDDEN: _("hidden data"),
    traces.LINKS: _("links to disks and mailboxes"),
    traces.SIGNATURES: _("signatures"),
    traces.SCRIPTS: _("scripts"),
    traces.PREVIEW: _("previews"),
    traces.OFFICE: _("settings of the program and the printer"),
}


def trace_words(taken: Collection[str]) -> str:
    """ "comments, tracked changes"; empty where nothing was taken out."""
    return ", ".join(str(words) for kind, words in WORDS.items() if kind in taken)
