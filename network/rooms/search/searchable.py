"""What search is told of discussions."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from network.access.byline import byline
from network.access.viewer import ANONYMOUS, Viewer
from network.markup import plain
from network.rooms.message_ids import id_in_room, place_of
from network.rooms.models import Message, Room
from search.registry import Document, Reader, Row, Section, register_searchable


class Discussions:
    """Messages as search sees them. Their order is by date: talk in hidden rooms cannot move what is shown."""

    kind = "discussion"
    label = _("Discussions")
    is_chronological = True

    def ids(self, *, after: int, limit: int) -> list[int]:
        room, seq = place_of(after)
        later = Message.objects.filter(Q(room__gt=room) | Q(room=room, seq__gt=seq)).order_by("room", "seq")
        return [id_in_room(*place) for place in later.values_list("room", "seq")[:limit]]

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        messages = Message.objects.by_ids(ids).readable().for_lines().prefetch_related("room__themes")
        for message in messages:
            yield Document(
                kind=self.kind,
                id=message.id_in_room,
                version=1,
                audience=message.room.audience,
                language=message.language,
                title=message.topic.title,
                summary="",
                sections=(Section(f"message-{message.seq}", "", plain(message.html)),),
                published=message.posted_at,
                facets={
                    "theme": tuple(theme.slug for theme in message.room.themes.all()),
                    "room": (message.room.slug,),
                    "year": (str(localtime(message.posted_at).year),),
                },
                names=tuple(person.name for person in byline(message, ANONYMOUS).people),
            )

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        assert isinstance(reader, Viewer)
        messages = Message.visible.to(reader).by_ids(ids).readable().for_lines()
        return {message.id_in_room: self._row(message, reader) for message in messages}

    def _row(self, message: Message, viewer: Viewer) -> Row:
        message.topic.room = message.room
        signed = byline(message, viewer)
        return Row(
            kind=self.kind,
            id=message.id_in_room,
            url=message.get_absolute_url(),
            title=message.topic.title,
            language=message.language or message.topic.language,
            kind_label=message.room.name,
            summary=Truncator(" ".join(plain(message.html).split())).chars(200),
            byline_text=signed.text,
            published=message.posted_at,
            is_announced=not (signed.is_anonymous or signed.is_mine),
        )


class Rooms:
    """Rooms as search sees them: by their names and purposes."""

    kind = "room"
    label = _("Rooms")
    is_chronological = False

    def ids(self, *, after: int, limit: int) -> list[int]:
        return list(Room.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        for room in Room.objects.filter(pk__in=ids).prefetch_related("themes"):
            language = room.language
            others = [*room.names.values(), *room.purposes.values()]
            yield Document(
                kind=self.kind,
                id=room.pk,
                version=0,
                audience=room.audience,
                language=language,
                title=room.names.get(language) or room.slug,
                summary=room.purposes.get(language, ""),
                sections=(Section("names", "", "\n".join(map(str, others))),),
                published=room.last_posted_at,
                facets={"theme": tuple(theme.slug for theme in room.themes.all())},
            )

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        assert isinstance(reader, Viewer)
        return {
            room.pk: Row(
                kind=self.kind,
                id=room.pk,
                url=room.get_absolute_url(),
                title=room.name,
                language="",
                kind_label=str(_("Room")),
                summary=room.purpose,
                themes=tuple(theme.name for theme in room.themes.all()),
            )
            for room in Room.visible.to(reader).filter(pk__in=ids).prefetch_related("themes")
        }


def register_rooms() -> None:
    """Make rooms and what is said in them findable."""
    register_searchable(Discussions())
    register_searchable(Rooms())
