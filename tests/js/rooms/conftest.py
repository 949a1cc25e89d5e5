import pytest

from tests.js.topic import Sockets


@pytest.fixture
def sockets(page):
    return Sockets(page)
