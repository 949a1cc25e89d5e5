"""The one socket of the site."""

from channels.routing import URLRouter
from channels.sessions import SessionMiddlewareStack
from django.urls import path

from network.rooms.consumers import LiveConsumer

sockets = SessionMiddlewareStack(URLRouter([path("ws/", LiveConsumer.as_asgi())]))
