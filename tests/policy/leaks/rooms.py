"""Rooms: pages, frames, and who is named there."""

from network.rooms import views as rooms_views
from network.rooms.live import consumers, lines
from network.rooms.models import Message, Room, Topic
from network.rooms.search import room_search
from tests.policy.leaks.base import Patch, Ungated, leak, naming
from tests.policy.world import World


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_room_is_found_past_the_gate(patch: Patch, world: World) -> None:
    patch.setattr(rooms_views, "Room", Ungated(Room))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def a_topic_is_found_past_the_gate(patch: Patch, world: World) -> None:
    patch.setattr(rooms_views, "Topic", Ungated(Topic))
    patch.setattr(rooms_views, "Message", Ungated(Message))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def rooms_of_others_are_offered_to_who_asks(patch: Patch, world: World) -> None:
    patch.setattr(room_search, "Room", Ungated(Room))


@leak("test_the_socket_tells_a_member_what_is_said_in_his_rooms_alone[alumnus]")
def the_socket_follows_any_room(patch: Patch, world: World) -> None:
    patch.setattr(consumers, "Room", Ungated(Room))


@leak("test_a_room_of_others_is_absent_from_the_socket_as_one_that_does_not_exist[alumnus]")
def the_socket_speaks_in_any_room(patch: Patch, world: World) -> None:
    patch.setattr(consumers, "Topic", Ungated(Topic))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def lines_name_the_speaker_under_the_chatham_house_rule(patch: Patch, world: World) -> None:
    patch.setattr(lines, "byline", naming)
