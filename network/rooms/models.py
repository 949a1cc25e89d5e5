"""Rooms, topics, messages: what was said, where, in which order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.access.broadcasts import WatchedQuerySet
from network.access.byline import Attribution, Person
from network.access.gate import Gate, GatedQuerySet
from network.access.viewer import MEMBERS, Viewer
from network.random_ids import random_id
from network.rooms.chatham_house.signatures import (
    Signature,
    is_sealed_by,
    kept_client_ids,
    named,
    reader_seal,
    reader_seals,
    sealed,
)
from network.rooms.message_ids import id_in_room, place_of
from network.time_zones import to_day
from search.localized import localized
from search.site import DEFAULT_LANGUAGE, LANGUAGES
from search.vocabulary.models import Concept

MAX_UNREAD = 100  # of a topic; what is beyond is shown as "99+"


def newest_in(room_ids: Iterable[int]) -> dict[int, int]:
    """The seq of the newest message in each of these rooms, for who follows them already."""
    return dict(Room.objects.filter(pk__in=list(room_ids)).opened().values_list("pk", "last_seq"))


def is_named_or_sealed(name: str, seal: str) -> Q:
    """One of both, and never both."""
    return Q(**{f"{name}__isnull": False, seal: ""}) | (Q(**{name: None}) & ~Q(**{seal: ""}))


class RoomQuerySet(GatedQuerySet, WatchedQuerySet):  # type: ignore[override]  # of as_manager
    def for_rows(self) -> Self:
        """With all that a row in a list of rooms shows."""
        return self.prefetch_related("themes")


class Room(models.Model):
    """A place to talk. Who may enter is its audience; whether names are told is fixed before the first word."""

    slug = models.SlugField(unique=True, max_length=80)
    names = models.JSONField(_("names"), default=dict)
    purposes = models.JSONField(_("purposes"), default=dict, blank=True)
    audience = models.CharField(_("audience"), max_length=40, default=MEMBERS, db_index=True)
    attribution = models.CharField(
        _("names"), max_length=20, choices=Attribution.choices, default=Attribution.NAMED, editable=True
    )
    themes = models.ManyToManyField(Concept, related_name="+", blank=True)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    last_posted_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    unread: int  # of `count_unread`

    objects = RoomQuerySet.as_manager()
    visible = Gate(RoomQuerySet)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("room", args=[self.slug])

    @property
    def name(self) -> str:
        return localized(self.names) or self.slug

    @property
    def purpose(self) -> str:
        return localized(self.purposes) or ""

    @property
    def language(self) -> str:
        """Of what is said in few words where the writer's own language is not to be told."""
        return "ru" if self.names.get("ru") else next(iter(self.names), DEFAULT_LANGUAGE)

    @property
    def is_anonymous(self) -> bool:
        return self.attribution != Attribution.NAMED

    def signature(self, author_id: int, client_id: UUID) -> Signature:
        """How what this author says here is signed."""
        return sealed(self.pk, author_id, client_id) if self.is_anonymous else named(author_id, client_id)

    def reader(self, member_id: int) -> dict[str, Any]:
        """By which fields of a read mark this member is known here."""
        return {"reader": reader_seal(self.pk, member_id)} if self.is_anonymous else {"member_id": member_id}

    def moment_of(self, moment: datetime) -> datetime:
        """As much of a moment as this room keeps."""
        return to_day(moment) if self.is_anonymous else moment


class RoomMembership(models.Model):
    """Somebody belongs to a room whose audience is the room's own key."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="room_memberships")
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "member"], name="member_is_once_in_a_room")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.room_id}"


class TopicQuerySet(GatedQuerySet):
    def open_to(self, viewer: Viewer) -> Self:
        return self.filter(room__audience__in=viewer.keys)

    def with_unread_counts(self, viewer: Viewer, rooms: Iterable[Room]) -> Self:
        """Topics of these rooms, each with `read`, how far the viewer has read in it, and `unread`: how many messages stand
        after that, without his own, as far as those name him: what he said under a seal `leave_out_sealed` takes away.
        """
        marks = ReadMark.objects.of(viewer.member_id, rooms).filter(topic=OuterRef("pk"))
        read = Coalesce(Subquery(marks.values("seq")[:1]), 0)
        later = Message.objects.filter(topic=OuterRef("pk"), seq__gt=OuterRef("read"))
        others = later.exclude(author=viewer.member_id).order_by().values("pk")[:MAX_UNREAD]
        return self.annotate(read=read).annotate(unread=BoundedCount(others))

    def only_unread(self, viewer: Viewer, rooms: Iterable[Room]) -> Self:
        """Those in which somebody spoke since: nothing is counted in the others."""
        return self.with_unread_counts(viewer, rooms).filter(last_seq__gt=F("read")).order_by()


class BoundedCount(Subquery):
    """How many rows a query with a limit has: who never read a long topic is not worth counting it to its end."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"
    output_field = models.IntegerField()


class Topic(models.Model):
    """One thing talked about in a room. `subject` ties it to a case or anything else that other parts name."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="topics")
    slug = models.SlugField(max_length=80)
    title = models.CharField(_("title"), max_length=160)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)
    subject = models.CharField(max_length=80, blank=True, db_index=True, help_text="kind:key, such as case:chu-talas")
    is_settled = models.BooleanField(_("settled"), default=False)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    read: int  # of `with_unread_counts`
    unread: int  # of the same

    objects = TopicQuerySet.as_manager()
    visible = Gate(TopicQuerySet)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["room", "slug"], name="topic_slug_is_unique_in_its_room")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.room.slug, self.slug])


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

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")


class Message(models.Model):
    """Something said in a room. `seq` counts 1, 2, 3… within the room: it is what a browser catches up by.

    author: None under the Chatham House rule, where `seal` stands in his place.
    """

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="messages")
    # No road from a person to what he said.
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    seal = models.CharField(max_length=32, blank=True, editable=False)
    seq = models.PositiveBigIntegerField()
    # Chosen by the sender's browser, so that sending again is harmless; under the rule it is kept hashed.
    client_id = models.UUIDField()
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES, blank=True)
    text = models.TextField(_("message"), max_length=4_000)
    html = models.TextField(editable=False)  # rendered and cleaned once, on writing
    posted_at = models.DateTimeField(db_index=True)  # under the Chatham House rule the day alone

    objects = MessageQuerySet.as_manager()
    visible = Gate(MessageQuerySet)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["seq"]
        indexes = [models.Index(fields=["topic", "seq"], name="message_in_its_topic")]
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


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def of(self, member_id: int | None, rooms: Iterable[Room]) -> Self:
        """Marks of this member in these rooms."""
        kept = [one for room in rooms if room.is_anonymous for one in reader_seals(room.pk, member_id or 0)]
        return self.filter(Q(member=member_id) | Q(reader__in=kept)) if member_id else self.none()


class ReadMark(models.Model):
    """How far a member has read in a topic. Under the Chatham House rule `reader` is a seal and stands in his place:
    who has read to a message, and no further, may well have said it."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
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
