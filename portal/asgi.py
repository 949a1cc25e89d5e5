"""The way in for requests and sockets."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
pages = get_asgi_application()

from portal.sockets import sockets  # noqa: E402, models can be imported only after the line above

application = ProtocolTypeRouter({"http": pages, "websocket": sockets})
