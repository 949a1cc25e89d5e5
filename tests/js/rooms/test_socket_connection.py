"""socket-connection.js: a line that says truthfully whether it stands, and comes again without storming the site."""

import pytest

from tests.js.conftest import stop_the_clock, until

CODE = """import { SocketConnection } from "/js/socket-connection.js"
Math.random = () => 0.5
window.states = []; window.frames = []
window.line = new SocketConnection(12)
line.greeting = () => [{ do: "open", room: 7, after: 41 }]
line.onframe = (frame) => frames.push(frame)
line.onstate = (state, code) => states.push(code ? [state, code] : state)
line.open()"""


@pytest.fixture
def tab(page, load, sockets):
    stop_the_clock(page)
    load("socket-connection.js", code=CODE)
    sockets.were_opened(1)
    return page


def states(tab, *expected):
    until(tab, lambda: tab.evaluate("states") == list(expected))


def test_it_greets_as_the_member_of_the_page_and_is_up_with_the_first_frame(tab, sockets):
    assert sockets.hear("open") == {"do": "open", "room": 7, "after": 41, "as": 12}
    assert tab.evaluate("[line.isUp, line.send({ do: 'ping' })]") == [False, False]
    sockets.tell("open", to=41)
    states(tab, "up")
    assert tab.evaluate("[line.isUp, line.send({ do: 'say' })]") == [True, True]
    assert sockets.hear("say")["as"] == 12
    assert tab.evaluate("frames") == [{"is": "open", "room": 7, "to": 41}]


def test_after_each_failure_it_waits_twice_as_long_and_half_a_minute_at_most(tab, sockets):
    for number, pause in enumerate([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000], start=1):
        sockets.close(1006 if number % 2 else 1013)
        until(tab, lambda number=number: tab.evaluate("states.length") == number)
        tab.clock.run_for(pause - 1)
        assert len(sockets.opened) == number
        tab.clock.run_for(1)
        sockets.were_opened(number + 1)


def test_a_line_that_stood_for_a_while_is_tried_again_at_once_and_one_that_did_not_is_not(tab, sockets):
    for stood, pause in [(0, 500), (0, 1_000), (10_001, 500)]:
        number = len(sockets.opened)
        sockets.tell("open", to=41)
        tab.wait_for_function("line.isUp")
        tab.clock.run_for(stood)
        sockets.close(1001)
        tab.wait_for_function("!line.isUp")
        tab.clock.run_for(pause)
        sockets.were_opened(number + 1)


def test_a_proxy_that_opens_a_socket_and_swallows_all_is_no_line(tab, sockets):
    tab.clock.run_for(3_999)
    assert tab.evaluate("states") == []
    tab.clock.run_for(1)
    assert tab.evaluate("states") == [["down", 1006]]


def test_a_line_that_answers_no_ping_is_dead_whatever_it_says(tab, sockets):
    sockets.tell("open", to=41)
    states(tab, "up")
    tab.clock.run_for(20_000)
    sockets.hear("ping")
    sockets.tell("pong")
    until(tab, lambda: tab.evaluate("frames.length") == 2)
    tab.clock.run_for(19_999)
    states(tab, "up")
    tab.clock.run_for(1)
    sockets.hear("ping", 2)
    tab.clock.run_for(8_000)
    states(tab, "up", ["down", 1006])


@pytest.mark.parametrize(("code", "state"), [(4401, "out"), (4403, "out"), (4408, "down")])
def test_who_is_sent_away_does_not_knock_until_the_tab_is_looked_at(tab, sockets, code, state):
    sockets.close(code)
    states(tab, [state, code])
    tab.clock.run_for(120_000)
    assert len(sockets.opened) == 1
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    sockets.were_opened(2)


def test_who_was_let_in_and_is_sent_away_comes_again_once_with_the_session_he_has_now(tab, sockets):
    sockets.tell("open", to=41)
    states(tab, "up")
    sockets.close(4403)
    states(tab, "up", ["down", 4403])
    tab.clock.run_for(500)
    sockets.were_opened(2)
    sockets.close(4403)
    states(tab, "up", ["down", 4403], ["out", 4403])


def test_a_lost_line_is_known_at_once_and_a_new_one_is_opened_when_it_is_back(tab, sockets):
    sockets.tell("open", to=41)
    states(tab, "up")
    tab.context.set_offline(True)
    states(tab, "up", ["down", 1006])
    assert tab.evaluate("line.send({ do: 'say' })") is False
    tab.context.set_offline(False)
    sockets.were_opened(2)


def test_what_comes_late_over_a_line_that_was_given_up_is_not_heard(tab, sockets):
    sockets.tell("open", to=41)
    states(tab, "up")
    given_up = sockets.opened[0]
    tab.evaluate("line.renew()")
    tab.clock.run_for(500)
    sockets.were_opened(2)
    given_up.send('{"is": "lines", "room": 7, "lines": []}')
    sockets.tell("open", to=42)
    until(tab, lambda: tab.evaluate("frames.length") > 1)
    assert [frame["is"] for frame in tab.evaluate("frames")] == ["open", "open"]
