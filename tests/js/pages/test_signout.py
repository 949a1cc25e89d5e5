"""signout.js: who signs out leaves nothing on a device that others use."""

FORMS = '<form method="post" action="/en/account/logout/"><button>Sign out</button></form><form method="post" action="/en/search/"><button>Search</button></form>'
KEPT = """localStorage.setItem("draft:7:12:a", "{}"); localStorage.setItem("tour", "seen");
sessionStorage.setItem("draft:language", "{}")"""
KEYS = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort()"


def test_signing_out_forgets_drafts_and_nothing_else(page, load):
    page.route("**/en/account/logout/", lambda route: route.fulfill(body="<p>bye</p>", content_type="text/html"))
    load("signout.js", FORMS)
    page.evaluate(KEPT)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("bye").wait_for()
    assert page.evaluate(KEYS) == ["tour"]


def test_what_a_form_keeps_while_the_page_goes_is_forgotten_too(page, load):
    page.route("**/en/account/logout/", lambda route: route.fulfill(body="<p>bye</p>", content_type="text/html"))
    page.add_init_script("addEventListener('pagehide', () => localStorage.setItem('draft:last:words', '{}'))")
    load("signout.js", FORMS)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("bye").wait_for()
    assert page.evaluate(KEYS) == []


def test_any_other_form_forgets_nothing(page, load):
    page.route("**/en/search/", lambda route: route.fulfill(body="<p>found</p>", content_type="text/html"))
    load("signout.js", FORMS)
    page.evaluate(KEPT)
    page.get_by_role("button", name="Search").click()
    page.get_by_text("found").wait_for()
    assert page.evaluate(KEYS) == ["draft:7:12:a", "draft:language", "tour"]


def test_what_the_site_says_it_has_saved_is_kept_no_longer(page, load, scripts):
    page.context.add_cookies([{"name": "saved_draft", "value": "a-1", "url": scripts}])
    load("copy-text.js", "")
    page.evaluate("localStorage.setItem('draft:7:12:a-1', '{}'); localStorage.setItem('draft:7:12:b-2', '{}')")
    load("signout.js", "")
    page.wait_for_function("!localStorage.getItem('draft:7:12:a-1')")
    assert page.evaluate(KEYS) == ["draft:7:12:b-2"]
    assert page.evaluate("document.cookie") == ""
