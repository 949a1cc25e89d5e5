"""Addresses of rooms and topics."""

from django.urls import path

from network.rooms import views
from network.rooms.entrance.views import rule
from network.rooms.moderation.views import moderate

urlpatterns = [
    path("", views.rooms, name="rooms"),
    path("ask/", views.ask, name="rooms_ask"),
    path("rule/", rule, name="rooms_rule"),
    path("<slug:slug>/", views.room, name="room"),
    path("<slug:slug>/new-topic/", views.topic_new, name="topic_new"),
    path("<slug:slug>/<slug:topic>/", views.topic, name="topic"),
    path("<slug:slug>/<slug:topic>/lines/", views.lines, name="topic_lines"),
    path("<slug:slug>/<slug:topic>/say/", views.say, name="topic_say"),
    path("<slug:slug>/<slug:topic>/settle/", views.settle, name="topic_settle"),
    path("<slug:slug>/<slug:topic>/<int:seq>/moderate/", moderate, name="message_moderate"),
]
