"""What a moderator did about a message. It hangs on the message and on no person."""

from datetime import date

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from network.rooms.models.messages import Message
from network.rooms.models.rooms import Room


class Reason(models.TextChoices):
    """Put to the author in his own language, whichever the moderator's is."""

    NAMES_A_SPEAKER = "names-a-speaker", _("It tells who said something under the Chatham House rule.")
    CONFIDENTIAL = "confidential", _("It holds something that is not for everybody who reads here.")
    HURTFUL = "hurtful", _("It hurts somebody.")
    MISPLACED = "misplaced", _("It has nothing to do with what is talked about here.")
    OTHER = "other", _("Another reason, as the moderator writes.")


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def muting(self, member_id: int, room: Room) -> date | None:
        """Until which day this member may say nothing in the room; None if he may speak.

        Each message that silences its author is held against him: there are few, and no query knows whose a sealed one is.
        """
        standing = self.filter(message__room=room, muted_until__gte=localdate()).select_related("message")
        own = standing.order_by("-muted_until").iterator()
        return next((one.muted_until for one in own if one.message.is_by(member_id)), None)


class Moderation(models.Model):
    """The reason is shown to the author on his message, and to nobody else. Who moderated stands in the audit log."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="moderation")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    word = models.TextField(_("a word to the author"), max_length=1_000, blank=True)
    muted_until = models.DateField(null=True, blank=True, db_index=True)

    objects = ModerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderation")
        verbose_name_plural = _("moderations")
        default_permissions = ()
        permissions = [("moderate_messages", "Can hide messages, and mute their authors")]

    def __str__(self) -> str:
        return f"{self.message} {self.reason}"
