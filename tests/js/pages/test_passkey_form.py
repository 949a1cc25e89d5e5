"""passkey-form.js: what the site asks goes to the device as bytes, and what it answers to the site as text."""

import json
from urllib.parse import parse_qs

from playwright.sync_api import expect

FORM = """<form method="post" action="/keys/"><input type="hidden" name="credential"><p role="alert" hidden></p>
<button>Use a passkey</button></form>"""
CHALLENGE = "_-8B"  # the bytes 255, 239, 1: with both letters that base64 has otherwise
CREATE = {
    "challenge": CHALLENGE,
    "user": {"id": "MQ", "name": "z"},
    "rp": {"id": "here"},
    "excludeCredentials": [{"id": "Ag"}],
}
GET = {"challenge": CHALLENGE, "allowCredentials": [{"id": "Ag", "type": "public-key"}]}
# In place of a device: it keeps what it was asked, and answers with bytes that need both letters, too.
DEVICE = """
const bytes = new Uint8Array([255, 239, 1]).buffer
const answer = { id: "_-8B", rawId: bytes, type: "public-key", getClientExtensionResults: () => ({ credProps: { rk: true } }),
  response: { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: null } }
const plain = (it) => JSON.stringify(it, (_name, value) => value instanceof Uint8Array ? [...value] : value)
const ask = (options) => { window.asked = plain(options.publicKey); return Promise.resolve(answer) }
Object.defineProperty(navigator, "credentials", { value: { create: ask, get: ask } })
"""
NO_KEY = 'Object.defineProperty(navigator, "credentials", { value: { get: () => Promise.reject(new Error("no")) } })'


def element(does: str, options: dict | None) -> str:
    data = f'<script type="application/json">{json.dumps({"any": {"publicKey": options}})}</script>' if options else ""
    return f'<passkey-form data-does="{does}" data-failed="The device gave no key." hidden>{FORM}{data}</passkey-form>'


def sent(route_site) -> dict:
    (request,) = route_site.was_asked(1)
    return json.loads(parse_qs(request.post_data)["credential"][0])


def keep_on_page(page) -> None:
    """The page stays, so that what was asked can be read: sending goes no further than the field."""
    page.evaluate(
        "() => { HTMLFormElement.prototype.submit = function () { window.sent = this.elements.credential.value } }"
    )


def test_a_new_key_is_asked_for_as_bytes_and_always_one_that_signs_in_by_itself(page, load):
    page.add_init_script(DEVICE)
    load("passkey-form.js", element("create", CREATE))
    keep_on_page(page)
    page.get_by_role("button").click()
    page.wait_for_function("window.sent")
    asked = json.loads(page.evaluate("window.asked"))
    assert asked["challenge"] == [255, 239, 1]
    assert (asked["user"]["id"], asked["excludeCredentials"][0]["id"]) == ([49], [2])
    assert asked["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    told = json.loads(page.evaluate("window.sent"))
    assert told["clientExtensionResults"] == {"credProps": {"rk": True}}


def test_the_answer_goes_to_the_site_as_text_and_without_what_is_empty(page, load, site):
    page.add_init_script(DEVICE)
    keys = site("**/keys/", {"body": "done", "content_type": "text/html"})
    load("passkey-form.js", element("get", GET))
    page.get_by_role("button").click()
    told = sent(keys)
    assert (told["id"], told["rawId"], told["type"]) == (CHALLENGE, CHALLENGE, "public-key")
    assert told["response"] == dict.fromkeys(("clientDataJSON", "authenticatorData", "signature"), CHALLENGE)


def test_without_options_on_the_page_they_are_fetched_anew(page, load, site):
    page.add_init_script(DEVICE)
    answer = {"body": json.dumps({"request_options": {"publicKey": GET}}), "content_type": "application/json"}
    keys = site("**/keys/", answer)
    load("passkey-form.js", element("get", None))
    keep_on_page(page)
    page.get_by_role("button").click()
    page.wait_for_function("window.sent")
    (request,) = keys.was_asked(1)
    assert (request.method, request.headers["accept"]) == ("GET", "application/json")
    assert json.loads(page.evaluate("window.asked"))["allowCredentials"][0]["id"] == [2]


def test_where_the_device_gives_no_key_it_is_said_and_nothing_is_sent(page, load, site):
    page.add_init_script(NO_KEY)
    keys = site("**/keys/", {"body": "done"})
    load("passkey-form.js", element("get", GET))
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_have_text("The device gave no key.")
    assert not keys.asked


def test_a_browser_without_passkeys_is_offered_none(page, load):
    page.add_init_script("delete window.PublicKeyCredential")
    load("passkey-form.js", element("get", GET))
    expect(page.get_by_role("button")).to_have_count(0)
