"""Who wrote what is sealed: known to whoever has the key, and asked here to count how often a thief is right."""

from collections.abc import Mapping

from cases.library.models import Authorship
from network.access.seals import SPENT
from network.people.models import Member
from network.rooms.models import Message

Authors = Mapping[int, int]


def authors_of_messages() -> Authors:
    """By the message's number. Without those whose seal is over: nobody knows any more."""
    members = list(Member.objects.of_people().values_list("pk", flat=True))
    sealed = Message.objects.filter(author=None).exclude(seal=SPENT)
    return {one.pk: member for one in sealed for member in members if one.is_by(member)}


def authors_of_texts() -> Authors:
    """By the page's number."""
    members = list(Member.objects.of_people().values_list("pk", flat=True))
    sealed = Authorship.objects.filter(member=None).exclude(seal=SPENT).select_related("page")
    return {one.page_id: member for one in sealed for member in members if one.is_by(member)}
