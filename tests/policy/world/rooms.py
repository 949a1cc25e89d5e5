"""A room for members, one for an edition, one of its own members, and one without names."""

from uuid import uuid4

from network.access.byline import Attribution
from network.access.viewer import MEMBERS as MEMBERS_KEY
from network.access.viewer import edition_key
from network.rooms.actions import post_message, start_topic
from network.rooms.models import Room, Topic
from network.rooms.models.moderation import Reason
from network.rooms.moderation.actions import moderate_message
from tests.factories import ConceptFactory, RoomFactory
from tests.policy.world import World
from tests.policy.world.canaries import (
    ALUMNA,
    AUTHOR,
    CYRILLIC,
    MEMBERS,
    OF_ALMATY,
    OF_THE_CIRCLE,
    ORGANISER,
    WHISPERER,
)

MODERATED = "what a moderator"
OPEN_TO_MEMBERS = ("members", "anonymous_name")


def open_rooms(world: World) -> None:
    room_of_almaty = edition_key(world.made["week in almaty"].edition_id)
    circle = [world.members[viewer] for viewer in sorted(OF_THE_CIRCLE)]
    _room(world, "members", MEMBERS, by=AUTHOR, audience=MEMBERS_KEY)
    _room(world, "almaty", OF_ALMATY, by=ALUMNA, audience=room_of_almaty)
    _room(world, "private", OF_THE_CIRCLE, by=ALUMNA, members=circle)
    _room(world, "anonymous_name", MEMBERS, by=WHISPERER, audience=MEMBERS_KEY, attribution=Attribution.CHATHAM_HOUSE)


def _room(world: World, name: str, readers: frozenset[str], *, by: str, **fields: object) -> None:
    def word(what: str, **other: object) -> str:
        return world.canaries.hide(f"{what} of the {name} room", site=readers, **other)  # type: ignore[arg-type]

    title = word("name")
    room: Room = RoomFactory(slug=f"{title}-room", names={"en": title, "ru": title}, **fields)
    Room.objects.filter(pk=room.pk).update(purposes={"en": word("purpose")})
    room.themes.add(ConceptFactory(slug="water"))
    topic = start_topic(
        room,
        world.members[by],
        title=word("topic"),
        text=f"Let us begin with {word('first message')}",
        language="en",
        client_id=uuid4(),
        subject=f"case:{world.made['public'].address}",
    )
    said = word("Russian message", letters=CYRILLIC)
    post_message(topic, world.members[by], client_id=uuid4(), text=f"Здесь говорят про {said}", language="ru")
    _moderated(world, name, topic, by)
    world.made[f"{name} room"] = Room.objects.get(pk=room.pk)
    world.made[f"{name} topic"] = topic
    world.note("room", name, room.slug, readers)
    world.note("topic", name, {"slug": room.slug, "topic": topic.slug}, readers)


def _moderated(world: World, name: str, topic: Topic, by: str) -> None:
    """A hidden message, and the word to its author: for him alone, and for the organiser, who moderates where he reads."""
    readers = {by, ORGANISER} if name in OPEN_TO_MEMBERS else {by}
    hidden = world.canaries.hide(f"{MODERATED} hid in the {name} room", site=readers)
    word = world.canaries.hide(f"{MODERATED} wrote in the {name} room", site=readers)
    said = post_message(topic, world.members[by], client_id=uuid4(), text=f"Not this: {hidden}", language="en")
    moderate_message(said, world.members[ORGANISER], reason=Reason.OTHER, word=f"Leave out {word}", hides=True)
