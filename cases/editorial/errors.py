"""What a decision of an editor may be refused for."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class ReasonMissing(Refusal):
    sentence = _("Write to the author what to change: a text is not sent back without a reason.")


class AlreadyDecided(Refusal):
    sentence = _(
        "%(name)s has decided on this text already, at %(time)s. Your decision did not take effect, and nobody was told twice."
    )
    status = 409


class NoLongerInReview(Refusal):
    sentence = _("This text is no longer in review: its author took it back, or it was published. Look at it again.")
    status = 409


class VersionChanged(Refusal):
    sentence = _(
        "%(name)s has corrected this text since you opened it here. Look at what is below now, and then decide."
    )
    status = 409


class TagsMerged(Refusal):
    sentence = _(
        "A tag of this text was merged into another since you opened it here. Look at what is below now, and then decide."
    )
    status = 409


class HeldByAnother(Refusal):
    sentence = _(
        "%(name)s has locked this text to work on it. Talk to each other; who locked it can unlock it on the page where it "
        "is edited."
    )
    status = 409


class TakenByAnother(Refusal):
    sentence = _("%(name)s has taken this text. Talk to each other; if need be, take it over here first.")
    status = 409


class NothingToPublish(Refusal):
    sentence = _(
        "There is nothing here that waits to be published: readers see the newest version, or its author is writing."
    )
    status = 409


class OpenAlready(Refusal):
    sentence = _("Readers have this text already, so it cannot open on a later day.")


class NotPublished(Refusal):
    sentence = _("This text is not on the site any more.")
    status = 409


class NotFitToPublish(Refusal):
    sentence = _("This text cannot be published yet: %(reasons)s")


class DecidedElsewhere(Refusal):
    sentence = _("Texts are approved and sent back on the page of their review.")
