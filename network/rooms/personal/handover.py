"""What becomes of somebody's messages and read marks when he leaves. Topics that he began stay: others talk there."""

from uuid import uuid4

from network.access.byline import Attribution
from network.access.seals import SPENT, random_seal
from network.handover import Words
from network.people.models import former_participant
from network.rooms.changes import number_changes
from network.rooms.models import Message, ReadMark, Room

_BATCH = 500


def hand_over_messages(member_id: int, words: Words) -> None:
    let_go_of_seals(member_id)
    if words == Words.NAMED:
        return
    former = former_participant()
    while rows := list(Message.objects.filter(author=member_id).order_by("pk")[:_BATCH]):
        for message in rows:
            # One who left before him may have had the same client id in this room.
            message.author, message.client_id = former, uuid4()
            if words == Words.REMOVED:
                message.text = message.html = ""
        number_changes(rows)
        Message.objects.bulk_update(rows, ["author", "client_id", "text", "html", "change"])


def let_go_of_seals(member_id: int) -> None:
    """What he said under the Chatham House rule stays, and nobody can tell any more that it was he.

    Not with the mark of a spent seal: a message of yesterday that bore it would be that of him who left today. And all rows
    that are sealed are written anew with his, or PostgreSQL's numbers of transactions would point to them.
    """
    rows = Message.objects.filter(author=None).exclude(seal=SPENT).order_by("pk").only("room_id", "seal", "client_id")
    found = list(rows)
    for message in found:
        if message.is_by(member_id):
            message.seal, message.client_id = random_seal(), uuid4()
    Message.objects.bulk_update(found, ["seal", "client_id"], batch_size=_BATCH)
    sealed_rooms = Room.objects.exclude(attribution=Attribution.NAMED)
    ReadMark.objects.of(member_id, sealed_rooms).delete()
