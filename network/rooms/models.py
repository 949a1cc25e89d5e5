"""Rooms, topics, messages: what was said, where, in which order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self

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
from network.rooms.day_rule import to_day
from network.rooms.message_ids import id_in_room, place_of
from search.localized import localized
from search.site import DEFAULT_LANGUAGE, LANGUAGES
from search.vocabulary.models import Concept

MAX_UNREAD = 100  # of a topic; what is beyond is shown as "99+"


def newest_in(room_ids: Iterable[int]) -> dict[int, int]:
    """The seq of the newest message in each of these rooms, for who follows them already."""
    return dict(Room.objects.filter(pk__in=list(room_ids)).opened().values_list("pk", "last_seq"))


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

    def with_unread_counts(self, viewer: Viewer) -> Self:
        """Each with `read`, how far the viewer has read in it, and `unread`: how many others' messages stand after that."""
        marks = ReadMark.objects.filter(topic=OuterRef("pk"), member=viewer.member_id)
        read = Coalesce(Subquery(marks.values("seq")[:1]), 0)
        later = Message.objects.filter(topic=OuterRef("pk"), seq__gt=OuterRef("read"))
        others = later.exclude(author=viewer.member_id).order_by().values("pk")[:MAX_UNREAD]
        return self.annotate(read=read).annotate(unread=BoundedCount(others))

    def only_unread(self, viewer: Viewer) -> Self:
        """Those in which somebody spoke since: nothing is counted in the others."""
        return self.with_unread_counts(viewer).filter(last_seq__gt=F("read")).order_by()


class BoundedCount(Subquery):
    """How many rows a query with a limit has: who never read a long topic is not worth counting it to its end."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"
    output_field = models.IntegerField()


def count_unread(rooms: Iterable[Room], viewer: Viewer) -> None:
    """Give each of the rooms its `unread`, counted by topic."""
    found = {room.pk: room for room in rooms}
    for room in found.values():
        room.unread = 0
    topics = Topic.visible.to(viewer).filter(room__in=found).only_unread(viewer)
    for room_id, unread in topics.values_list("room", "unread"):
        found[room_id].unread += unread


class Topic(models.Model):
    """One thing talked about in a room. `subject` ties it to a case or anything else that other parts name."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="topics")
    slug = models.SlugField(max_length=80)
    title = models.CharField(_("title"), max_length=160)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)
    subject = models.CharField(max_length=80, blank=True, db_index=True, help_text="kind:key, such as case:chu-talas")
    is_settled = models.BooleanField(_("settled"), default=False)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    read: int  # of `with_unread_counts`

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

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")


class Message(models.Model):
    """Something said in a room. `seq` counts 1, 2, 3… within the room: it is what a browser catches up by."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # no road from a person
    seq = models.PositiveBigIntegerField()
    client_id = models.UUIDField()  # chosen by the sender's browser, so that sending again is harmless
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES, blank=True)
    text = models.TextField(_("message"), max_length=4_000)
    html = models.TextField(editable=False)  # rendered and cleaned once, on writing
    posted_at = models.DateTimeField(db_index=True)  # under the Chatham House rule the day alone: day_rule.py

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
        return self.author_id == member_id

    def authors(self) -> Sequence[Person]:
        profile = getattr(self.author, "profile", None)
        return [profile.person() if profile else Person(self.author_id, self.author.name)]


class ReadMark(models.Model):
    """How far a member has read in a topic."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "member"], name="read_mark_is_one_a_topic_and_member")]

    def __str__(self) -> str:
        return f"{self.member_id} has read {self.topic_id} to {self.seq}"
