import pytest

from network.access.gate import UngatedQuery, action, guarded
from network.access.viewer import ANONYMOUS, viewer_of
from network.rooms.models import Message, Room
from tests.factories import MessageFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_a_room_of_others_is_not_among_the_rooms_one_sees(member, other_member):
    room = RoomFactory(members=[member])
    assert list(Room.visible.to(viewer_of(member))) == [room]
    assert list(Room.visible.to(viewer_of(other_member))) == []


def test_who_is_not_signed_in_sees_only_what_is_public():
    RoomFactory(audience="members")
    public = RoomFactory(audience="public")
    assert list(Room.visible.to(ANONYMOUS)) == [public]


def test_somebody_of_another_edition_does_not_see_an_editions_room(alumna, alumnus):
    edition = alumna.participations.get().workshop.edition
    room = RoomFactory(audience=edition.audience)
    assert list(Room.visible.to(viewer_of(alumna))) == [room]
    assert list(Room.visible.to(viewer_of(alumnus))) == []


def test_an_editor_holds_no_key_of_a_room(member, editor):
    RoomFactory(members=[member])
    assert list(Room.visible.to(viewer_of(editor))) == []


def test_an_account_that_was_closed_sees_what_everybody_sees(member):
    member.is_active = False
    assert viewer_of(member) == ANONYMOUS


@pytest.mark.parametrize(
    "read", [list, lambda rows: rows.count(), lambda rows: rows.exists(), lambda rows: rows.first()]
)
def test_rows_cannot_be_read_past_the_gate_while_a_member_is_served(member, read):
    RoomFactory()
    with guarded():
        with pytest.raises(UngatedQuery):
            read(Room.objects.all())
        read(Room.visible.to(viewer_of(member)).order_by("pk"))


def test_a_road_from_a_row_to_its_rows_is_barred_as_well(member):
    topic = TopicFactory()
    MessageFactory(topic=topic)
    with guarded():
        with pytest.raises(UngatedQuery):
            list(topic.messages.all())
        with pytest.raises(UngatedQuery):
            list(Room.visible.to(viewer_of(member)).prefetch_related("messages"))
        assert Message.visible.to(viewer_of(member)).count() == 1


def test_an_action_may_read_what_it_changes():
    RoomFactory()

    @action
    def close_all() -> int:
        return Room.objects.filter(closed_at=None).count()

    with guarded():
        assert close_all() == 1
