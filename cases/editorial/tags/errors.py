"""What editors may be refused when they keep tags."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class MergedAlready(Refusal):
    sentence = _("“%(gone)s” has been merged into “%(kept)s” already. Nothing was changed now.")
    status = 409


class OneTag(Refusal):
    sentence = _("This is one and the same tag.")


class BeingWritten(Refusal):
    sentence = _("A text with this tag is being saved just now. Nothing was changed. Press once more.")
    status = 409


class TooLate(Refusal):
    sentence = _("Only for 24 hours can a merge be undone, and they are over.")
    status = 409


class UndoneAlready(Refusal):
    sentence = _("This merge has been undone already.")
    status = 409


class MergedOn(Refusal):
    sentence = _("“%(name)s” has since been merged into another tag. Undo that first.")
    status = 409


class NameTaken(Refusal):
    sentence = _("“%(name)s” is a name of the tag “%(tag)s”. If they mean the same, merge them.")


class NameMissing(Refusal):
    sentence = _("A tag needs a name.")
