from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "network.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from network.access.viewer import register_keys
        from network.rooms.keys import room_keys
        from network.rooms.searchable import register_discussions

        register_keys(room_keys)
        register_discussions()
