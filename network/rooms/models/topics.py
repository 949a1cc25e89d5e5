"""Topics: one thing talked about, in one room."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.access.gate import Gate, GatedQuerySet
from network.access.viewer import Viewer
from network.random_ids import random_id
from network.rooms.models.messages import Message
from network.rooms.models.read_marks import ReadMark
from network.rooms.models.rooms import Room
from search.site import LANGUAGES

MAX_UNREAD = 100  # of a topic; what is beyond is shown as "99+"


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
