"""Rooms, and who belongs to one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.access.broadcasts import WatchedQuerySet
from network.access.byline import Attribution
from network.access.gate import Gate, GatedQuerySet
from network.access.viewer import MEMBERS
from network.rooms.chatham_house.signatures import Signature, named, reader_seal, sealed
from network.time_zones import to_day
from search.localized import localized
from search.site import DEFAULT_LANGUAGE
from search.vocabulary.models import Concept


def newest_in(room_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """(its last message, its last change) of each of these rooms, for who follows them already."""
    rows = Room.objects.filter(pk__in=list(room_ids)).opened().values_list("pk", "last_seq", "last_change")
    return {pk: (seq, change) for pk, seq, change in rows}


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
    # Counts what became otherwise of messages that stand: what a tab that was away asks for, beside what is new.
    last_change = models.PositiveBigIntegerField(default=0, editable=False)
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
