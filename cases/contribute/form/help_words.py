"""What stands beside the fields of the form."""

from django.utils.translation import gettext_lazy as _

from cases.library.models import Clearance

HELP = {
    "title": _("What was done, and where. Readers see it first."),
    "summary": _("Two or three sentences: what it is about, and what one can learn from it."),
    "language": _("In which you write. The site finds it from all seven."),
    "countries": _("One to six."),
    "places": _("A river basin or a section of a border that several countries share."),
    "tags": _("Your own words, with commas between: up to eight."),
    "workshop": _("Those you took part in stand first."),
    "picture": _("JPEG, PNG, WebP, HEIC or AVIF, up to 12 MB. Place and time of taking are removed from it."),
    "caption": _("What one sees, and where it is. It is read out to those who cannot see."),
    "credit": _("Who took it."),
    "files": _(
        "PDF, Word, PowerPoint, Excel, OpenDocument, text, pictures: up to ten, 20 MB each. Readers of the text can open them."
        " The place where a picture was taken is removed; under the Chatham House rule all that tells who made a file is."
    ),
    "take_traces": _(
        "Names of authors and editors, comments, tracked changes, properties. Under the Chatham House rule it is done in any case."
    ),
    "may_share": _("Under the Chatham House rule the site keeps no paper of clearance: there is a name on it."),
    "paper": _("A letter or an order. Only you and the editors can open it."),
    "embargo": _(
        "Empty: as soon as the editors have approved it. Else it opens when this day begins in the city below."
    ),
    "audience": _("The editors read it in any case."),
    "licence": _(
        "What others may do with it. It counts for what everybody may read: a text for members stays among members. "
        "Whatever you choose, members may offer a translation here, beside your text."
    ),
}
CLEARANCE_HELP = {
    Clearance.PERSONAL: _("It is your own opinion, not that of your institution."),
    Clearance.CLEARED: _("You can attach the paper below."),
    Clearance.NOT_YET: _("You can write, save and send it; it can be opened to members only."),
}
