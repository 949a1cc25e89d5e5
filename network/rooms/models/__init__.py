"""Rooms, topics, messages: what was said, where, in which order."""

from network.rooms.models.messages import Message, MessageQuerySet
from network.rooms.models.moderation import Moderation
from network.rooms.models.read_marks import ReadMark
from network.rooms.models.rooms import Room, RoomMembership
from network.rooms.models.topics import Topic

__all__ = ["Message", "MessageQuerySet", "Moderation", "ReadMark", "Room", "RoomMembership", "Topic"]
