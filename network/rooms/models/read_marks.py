"""How far somebody has read."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from network.random_ids import random_id
from network.rooms.chatham_house.signatures import reader_seals
from network.rooms.models.messages import is_named_or_sealed
from network.rooms.models.rooms import Room


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def of(self, member_id: int | None, rooms: Iterable[Room]) -> Self:
        """Marks of this member in these rooms."""
        kept = [one for room in rooms if room.is_anonymous for one in reader_seals(room.pk, member_id or 0)]
        return self.filter(Q(member=member_id) | Q(reader__in=kept)) if member_id else self.none()


class ReadMark(models.Model):
    """How far a member has read in a topic. Under the Chatham House rule `reader` is a seal and stands in his place:
    who has read to a message, and no further, may well have said it."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    topic = models.ForeignKey("rooms.Topic", models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True)
    reader = models.CharField(max_length=32, blank=True, editable=False)
    seq = models.PositiveBigIntegerField(default=0)

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "member"], name="read_mark_is_one_a_topic_and_member"),
            models.UniqueConstraint(
                fields=["topic", "reader"], condition=Q(member=None), name="read_mark_is_one_a_topic_and_reader"
            ),
            models.CheckConstraint(condition=is_named_or_sealed("member", "reader"), name="reader_is_named_or_sealed"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} is read to {self.seq}"
