"""search-suggestions.js: a box that offers what may be meant, by mouse, by keys and for who cannot see it."""

from playwright.sync_api import expect

from tests.js.conftest import stop_the_clock

BODY = """<search-suggestions source="/en/search/suggest/" said="suggestions"><form action="/en/search/">
<input type="search" name="q" aria-label="Search"></form><ul id="offers" role="listbox" hidden></ul><p role="status"></p></search-suggestions>
<button>Elsewhere</button>"""
OFFERS = """<li role="option" data-address="/en/cases/canal/">One canal</li><li role="option" data-typed="theme:">theme:</li>
<li role="option" data-typed="canal water">canal water</li>"""
ANSWER = {"body": OFFERS, "content_type": "text/html"}


def opened(page, load, site, *answers):
    asked = site("**/suggest/*", *(answers or [ANSWER]))
    load("search-suggestions.js", BODY)
    return page.get_by_role("combobox"), asked


def test_one_question_is_asked_when_the_typing_rests_and_the_number_of_offers_is_said(page, load, site):
    stop_the_clock(page)
    box, asked = opened(page, load, site)
    for letter in "canal":
        box.press(letter)
        page.clock.run_for(149)
    assert asked.asked == []
    page.clock.run_for(1)
    expect(page.get_by_role("option")).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text("3 suggestions")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert [route.request.url.partition("?")[2] for route in asked.asked] == ["q=canal"]


def test_arrows_go_round_through_the_offers_and_the_box_itself(page, load, site):
    box, _asked = opened(page, load, site)
    box.fill("canal")
    expect(page.get_by_role("option")).to_have_count(3)
    for key, place in [("ArrowDown", "offers-0"), ("ArrowUp", None), ("ArrowUp", "offers-2"), ("ArrowDown", None)]:
        box.press(key)
        assert box.get_attribute("aria-activedescendant") == place
        assert page.locator("[aria-selected=true]").count() == (place is not None)


def test_enter_on_an_offer_goes_there_and_elsewhere_searches(page, load, site):
    page.route("**/cases/canal/", lambda route: route.fulfill(body="the case", content_type="text/html"))
    box, _asked = opened(page, load, site)
    box.fill("canal")
    expect(page.get_by_role("option")).to_have_count(3)
    box.press("ArrowDown")
    box.press("Enter")
    page.get_by_text("the case").wait_for()


def test_an_operator_goes_into_the_box_and_its_values_are_asked_for_at_once(page, load, site):
    box, asked = opened(page, load, site)
    box.fill("th")
    page.get_by_role("option", name="theme:").click()
    expect(box).to_have_value("theme:")
    expect(box).to_be_focused()
    assert asked.was_asked(2)[1].url.endswith("?q=theme%3A")


def test_whole_words_go_into_the_box_and_nothing_more_is_offered(page, load, site):
    box, _asked = opened(page, load, site)
    box.fill("ca")
    page.get_by_role("option", name="canal water").click()
    expect(box).to_have_value("canal water")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_and_going_elsewhere_close_the_offers(page, load, site):
    box, _asked = opened(page, load, site)
    for leave in (lambda: box.press("Escape"), page.get_by_role("button", name="Elsewhere").focus):
        box.fill("")
        box.fill("canal")
        expect(page.get_by_role("option")).to_have_count(3)
        leave()
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box).to_have_attribute("aria-expanded", "false")


def test_an_answer_that_comes_late_does_not_stand_over_a_newer_one(page, load, site):
    newer = {"body": '<li role="option" data-typed="bridge">bridge</li>', "content_type": "text/html"}
    box, asked = opened(page, load, site, {"late": True}, newer)
    box.fill("canal")
    asked.was_asked(1)
    box.fill("bridge")
    expect(page.get_by_role("option")).to_have_text(["bridge"])
    assert asked.asked[0].request.failure  # given up, so that its answer can never come


def test_without_a_line_the_form_still_searches(page, load, site):
    page.route("**/en/search/?q=canal", lambda route: route.fulfill(body="all results", content_type="text/html"))
    box, asked = opened(page, load, site, {"cut": True})
    box.fill("canal")
    asked.was_asked(1)
    box.press("Enter")
    page.get_by_text("all results").wait_for()
