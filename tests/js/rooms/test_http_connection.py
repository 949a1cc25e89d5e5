"""http-connection.js: the frames of the socket by plain requests, and every answer read for what it is."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

CODE = """import { HttpConnection } from "/js/http-connection.js"
window.line = new HttpConnection("12", "/lines/", "/say/")"""
SAY = "line.say({ id: 'a-1', text: 'Суу келди' })"


def as_json(frame, status=200):
    return {"body": json.dumps(frame), "content_type": "application/json", "status": status}


@pytest.fixture
def tab(page, load):
    return load("http-connection.js", code=CODE)


def test_it_asks_for_what_is_newer_as_the_member_of_the_page(tab, site):
    frame = {"is": "lines", "lines": [], "more": False}
    asked = site("**/lines/?*", as_json(frame))
    assert tab.evaluate("line.after(41, 7)") == frame
    assert parse_qs(urlsplit(asked.asked[0].request.url).query) == {"after": ["41"], "since": ["7"], "as": ["12"]}


def test_what_is_said_goes_with_its_id_and_the_token_of_the_moment(tab, site, scripts):
    asked = site("**/say/", as_json({"seq": 42}))
    tab.context.add_cookies([{"name": "csrftoken", "value": "later", "url": scripts}])
    assert tab.evaluate(SAY) == {"is": "said", "seq": 42, "id": "a-1"}
    request = asked.asked[0].request
    assert parse_qs(request.post_data) == {"client_id": ["a-1"], "text": ["Суу келди"], "as": ["12"]}
    assert request.headers["x-csrftoken"] == "later"


def test_a_refusal_comes_with_its_sentence(tab, site):
    site("**/say/", as_json({"sentence": "Wait a moment", "retry": True}, 429))
    assert tab.evaluate(SAY) == {"is": "refused", "id": "a-1", "sentence": "Wait a moment", "retry": True}


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ({"status": 404, "body": "no page"}, {"is": "absent"}),
        ({"status": 403, "body": "no token"}, {"is": "out"}),
        ({"status": 302, "headers": {"Location": "/en/account/login/"}}, {"is": "out"}),
        ({"status": 502, "body": "Bad Gateway"}, None),
        ({"cut": True}, None),
    ],
    ids=["absent", "forbidden", "asked to sign in", "a proxy's own page", "no line"],
)
@pytest.mark.parametrize("ask", ["line.after(1, 0)", SAY])
def test_what_is_no_frame_is_read_for_what_it_means(tab, site, answer, meaning, ask):
    for path in ("**/lines/?*", "**/say/"):
        site(path, answer)
    assert tab.evaluate(ask) == meaning
