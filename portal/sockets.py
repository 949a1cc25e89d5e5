"""The one socket of the site."""

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.urls import path

from network.rooms.consumers import LiveConsumer

sockets = AuthMiddlewareStack(URLRouter([path("ws/", LiveConsumer.as_asgi())]))
