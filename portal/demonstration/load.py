"""The whole demonstration, in order, in one transaction: it is there whole or not at all."""

from collections.abc import Callable
from typing import Any

from network.access.gate import action
from network.people.models import Member
from portal.demonstration import content
from portal.demonstration.loading.cases import CaseLoader
from portal.demonstration.loading.collections import load_collections
from portal.demonstration.loading.pages import load_text_pages
from portal.demonstration.loading.people import load_people
from portal.demonstration.loading.reviews import load_reviews
from portal.demonstration.loading.rooms import load_rooms
from portal.demonstration.loading.trainings import load_materials, load_trainings
from portal.demonstration.loading.vocabulary import load_vocabulary
from portal.site_setup import set_up_site
from search.index.outbox import mark_changed


class NotEmpty(RuntimeError):
    """The database has people already; the demonstration would mix with them."""

    def __str__(self) -> str:
        return (
            "This database is not empty, so the demonstration stays out of it. Point DATABASE_URL or VAR_DIR elsewhere."
        )


def size() -> int:
    """How many times `load` calls `progress`."""
    return len(content.texts("cases")) + len(content.texts("practices")) + len(list(content.rooms()))


@action
def load(progress: Callable[[], Any] = lambda: None) -> str:
    """Fill an empty database; returns a sentence with the counts. Raises NotEmpty."""
    if Member.objects.exists():
        raise NotEmpty
    set_up_site()
    concepts = load_vocabulary()
    workshops = load_trainings(concepts)
    people = load_people(concepts, workshops)
    load_text_pages()
    materials = load_materials(concepts, workshops)
    pages = CaseLoader(concepts, people, workshops).load(progress)
    collections = load_collections()
    reviews = load_reviews(people)
    rooms, messages = load_rooms(concepts, people, progress)
    for member in people.values():
        mark_changed("person", member.pk)
    return (
        f"{len(people)} people, {pages} texts of cases and practices, {materials} materials, "
        f"{collections} collection, {reviews} texts with the editors, "
        f"{rooms} rooms with {messages} messages are in."
    )
