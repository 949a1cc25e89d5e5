import pytest

from tests.js.rooms.topic import Sockets


@pytest.fixture
def sockets(page):
    return Sockets(page)
