from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "network.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from network.access.audit.watching import audit_deletions, audit_memberships
        from network.access.broadcasts import Watched, watch
        from network.access.viewer import register_holders, register_keys
        from network.handover import register_handover
        from network.people.own_data.sources import register_own_data
        from network.rooms.chatham_house.constraints import RULES
        from network.rooms.keys import room_holders, room_keys, rooms_changed
        from network.rooms.models import Room, RoomMembership
        from network.rooms.personal.handover import hand_over_messages
        from network.rooms.personal.own_data import room_things
        from network.rooms.search.searchable import register_rooms
        from network.rooms.upkeep import end_seals, forget_order, truncate_log
        from network.row_rules import keep_rules
        from search.periodic_tasks import register_periodic_task

        keep_rules(RULES, self)
        register_keys(room_keys)
        register_holders("room", room_holders)
        watch(RoomMembership, Watched("member"))
        watch(Room, Watched("pk", frozenset({"audience"}), tell=rooms_changed))
        register_rooms()
        register_handover(hand_over_messages)
        register_own_data(room_things)
        audit_deletions("room", Room)
        audit_memberships(RoomMembership, place="room:{0.room_id}")
        for task in (end_seals, forget_order, truncate_log):
            register_periodic_task(task)
