"""Messages: what was said, in which order, and by whom as far as that is told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from network.access.byline import Person
from network.access.gate import Gate, GatedQuerySet
from network.access.viewer import Viewer
from network.random_ids import random_id
from network.rooms.chatham_house.signatures import is_sealed_by, kept_client_ids
from network.rooms.message_ids import id_in_room, place_of
from network.rooms.models.rooms import Room
from search.site import LANGUAGES


def is_named_or_sealed(name: str, seal: str) -> Q:
    """One of both, and never both."""
    return Q(**{f"{name}__isnull": False, seal: ""}) | (Q(**{name: None}) & ~Q(**{seal: ""}))


class MessageQuerySet(GatedQuerySet):
    def open_to(self, viewer: Viewer) -> Self:
        return self.filter(room__audience__in=viewer.keys)

    def by_ids(self, ids: Iterable[int]) -> Self:
        """Those that are known outside by these ids."""
        seqs: dict[int, list[int]] = {}
        for room, seq in map(place_of, ids):
            seqs.setdefault(room, []).append(seq)
        wanted = [Q(room=room, seq__in=found) for room, found in seqs.items()]
        return self.filter(reduce(or_, wanted)) if wanted else self.none()

    def for_lines(self) -> Self:
        """With all that a line in a room shows."""
        return self.select_related("author__profile__country", "topic", "room")

    def sent_as(self, room: Room, author_id: int, client_id: UUID) -> Self:
        """What this author has sent to the room under an id that his browser chose: one message, or none."""
        if room.is_anonymous:
            return self.filter(room=room, author=None, client_id__in=kept_client_ids(room.pk, author_id, client_id))
        return self.filter(room=room, author=author_id, client_id=client_id)

    def said(self) -> Self:
        """Without those of which the place alone is left: who said them left, and took them along."""
        return self.exclude(text="")

    def readable(self) -> Self:
        """Without those that a moderator has hidden, either."""
        return self.said().filter(is_hidden=False)

    def unanswered(self, *, since: datetime, until: datetime) -> Self:
        """Of topics in open rooms that are not settled: the first words, said between both, to which nobody has said one."""
        others = Message.objects.filter(topic=OuterRef("topic")).exclude(pk=OuterRef("pk"))
        asked = self.readable().filter(room__closed_at=None, topic__is_settled=False)
        return asked.filter(posted_at__gt=since, posted_at__lt=until).filter(~Exists(others)).order_by("posted_at")

    def changed(self, since: int, until: int) -> Self:
        """Those that became otherwise after the room's change `since`, up to `until`, in that order."""
        return self.filter(change__gt=since, change__lte=until).order_by("change")

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")


class Message(models.Model):
    """Something said in a room. `seq` counts 1, 2, 3… within the room: it is what a browser catches up by.

    author: None under the Chatham House rule, where `seal` stands in his place.
    """

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    topic = models.ForeignKey("rooms.Topic", models.CASCADE, related_name="messages")
    # No road from a person to what he said.
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    seal = models.CharField(max_length=32, blank=True, editable=False)
    seq = models.PositiveBigIntegerField()
    # Chosen by the sender's browser, so that sending again is harmless; under the rule it is kept hashed.
    client_id = models.UUIDField()
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES, blank=True)
    text = models.TextField(_("message"), max_length=4_000)
    html = models.TextField(editable=False)  # rendered and cleaned once, on writing
    is_hidden = models.BooleanField(default=False, editable=False)  # by a moderator: its author alone reads it
    change = models.PositiveBigIntegerField(default=0, editable=False)  # of the room, by which it last became otherwise
    posted_at = models.DateTimeField(db_index=True)  # under the Chatham House rule the day alone

    objects = MessageQuerySet.as_manager()
    visible = Gate(MessageQuerySet)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["topic", "seq"], name="message_in_its_topic"),
            models.Index(fields=["room", "change"], name="changed_message", condition=Q(change__gt=0)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="message_seq_is_unique_in_its_room"),
            models.UniqueConstraint(fields=["room", "author", "client_id"], name="message_is_posted_once"),
            models.UniqueConstraint(
                fields=["room", "client_id"], condition=Q(author=None), name="sealed_message_is_posted_once"
            ),
            models.CheckConstraint(condition=is_named_or_sealed("author", "seal"), name="message_is_named_or_sealed"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.seq}"

    @property
    def id_in_room(self) -> int:
        return id_in_room(self.room_id, self.seq)

    def get_absolute_url(self) -> str:
        """The page of the topic on which it stands, however long the topic is."""
        return f"{self.topic.get_absolute_url()}?at={self.seq}#message-{self.seq}"

    @property
    def attribution(self) -> str:
        return self.room.attribution

    def is_by(self, member_id: int | None) -> bool:
        if member_id is None:
            return False
        if self.seal:
            return is_sealed_by(self.seal, self.room_id, self.client_id, member_id)
        return self.author_id == member_id

    def authors(self) -> Sequence[Person]:
        return [self.author.person()] if self.author else []
