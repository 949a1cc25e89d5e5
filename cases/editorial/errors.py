"""What a decision of an editor may be refused for."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class ReasonMissing(Refusal):
    sentence = _("Write to the author what to change: a text is not sent back without a reason.")


class AlreadyDecided(Refusal):
    sentence = _(
        "%(name)s has decided on this text already, at %(time)s. Your decision did not take effect, and nobody was told "
        "twice. Corrections that you typed are saved as a draft."
    )


class NoLongerInReview(Refusal):
    sentence = _("This text is no longer in review: its author took it back, or it was published. Look at it again.")


class NotFitToPublish(Refusal):
    sentence = _("This text cannot be published yet: %(reasons)s")
