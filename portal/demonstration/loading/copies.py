"""Many times the demonstration, to see how the site bears a load: the same texts under other addresses."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from cases.library.models import CONCEPT_FIELDS, KINDS, Authorship, Contribution, LibraryPage
from network.access.gate import action
from network.rooms.models import Message, Room, Topic
from search.index.models import Change


def multiply(scale: int, progress: Callable[[], Any] = lambda: None) -> None:
    """Add `scale - 1` copies of each case, practice and message to a loaded demonstration; one transaction a copy."""
    pages = list(_originals())
    messages = list(Message.objects.order_by("room_id", "seq").select_related("room"))
    for number in range(2, scale + 1):
        _copy_everything(pages, messages, number)
        progress()


def _originals() -> Iterator[tuple[Contribution, dict[str, list[int]], list[Authorship]]]:
    for model in KINDS.values():
        for page in model.objects.live().prefetch_related("authorships", "tags"):
            many = {name: list(getattr(page, name).values_list("pk", flat=True)) for name in CONCEPT_FIELDS.values()}
            yield page, many, list(page.authorships.all())


@action
def _copy_everything(pages: list[Any], messages: list[Message], number: int) -> None:
    libraries = {library.locale_id: library for library in LibraryPage.objects.all()}
    copies = [_copy_page(libraries, page, many, authors, number) for page, many, authors in pages]
    Change.objects.bulk_create(Change(kind=page.KIND, thing=page.pk) for page in copies)
    said = _copy_messages(messages, number)
    Change.objects.bulk_create(Change(kind="discussion", thing=message.id_in_room) for message in said)


def _copy_page(
    libraries: dict[int, LibraryPage],
    page: Contribution,
    many: dict[str, list[int]],
    authors: list[Authorship],
    number: int,
) -> Contribution:
    address = f"{page.address}-{number}"
    kept = {
        field.name: getattr(page, field.name) for field in page._meta.local_concrete_fields if field.name != "page_ptr"
    }
    kept |= {"address": address, "slug": address, "title": f"{page.title} ({number})", "translation_key": uuid4()}
    moments = {name: getattr(page, name) for name in ("first_published_at", "last_published_at", "owner", "locale")}
    copy = type(page)(live=True, **kept, **moments)
    libraries[page.locale_id].add_child(instance=copy)
    for name, ids in many.items():
        getattr(copy, name).set(ids)
    copy.tags.set(page.tags.all())
    copy.save()
    Authorship.objects.bulk_create(
        Authorship(page=copy, member_id=author.member_id, seal=author.seal, position=author.position)
        for author in authors
    )
    return copy


def _copy_messages(messages: list[Message], number: int) -> list[Message]:
    rooms = {room.pk: room for room in Room.objects.select_for_update()}
    topics: dict[int, int] = {}
    copies = []
    for message in messages:
        room = rooms[message.room_id]
        room.last_seq += 1
        topics[message.topic_id] = room.last_seq
        # A seal goes along though it fits nobody on a copy: nobody is to be recognised by it.
        names = ("topic_id", "author_id", "seal", "language", "text", "html", "posted_at")
        fields = {name: getattr(message, name) for name in names}
        key = uuid5(NAMESPACE_URL, f"demonstration/{number}/{message.client_id}")
        copies.append(Message(room=room, seq=room.last_seq, client_id=key, **fields))
    Room.objects.bulk_update(rooms.values(), ["last_seq"])
    Topic.objects.bulk_update([Topic(pk=pk, last_seq=seq) for pk, seq in topics.items()], ["last_seq"])
    return Message.objects.bulk_create(copies, batch_size=500)
