"""The way in for requests and sockets."""

import os

from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from portal.boundary.fair_share import FairShare
from portal.boundary.sizes import SizeLimit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
pages = get_asgi_application()

from portal.routing import sockets  # noqa: E402, models can be imported only after the line above

router = ProtocolTypeRouter({"http": SizeLimit(FairShare(pages)), "websocket": sockets})
application = ProxyHeadersMiddleware(router, trusted_hosts=settings.PROXY_ADDRESSES)
