from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "network.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from network.access.viewer import register_keys
        from network.rooms.keys import room_keys
        from network.rooms.searchable import register_rooms
        from network.rooms.signing_out import close_open_tabs

        register_keys(room_keys)
        user_logged_out.connect(close_open_tabs, dispatch_uid="close_open_tabs")
        register_rooms()
