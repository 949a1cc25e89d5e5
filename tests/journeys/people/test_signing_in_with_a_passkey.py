"""Somebody of the office sets up a passkey on the way to the admin, and signs in with it: a device made by the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from network.people.models import EDITORS_GROUP
from tests.journeys.conftest import PHONE, Site, problems_of
from tests.journeys.people.passkeys import add_passkey, device_of, fill_in_password, make_account, tab_at_localhost

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

EDITOR = "kamila@office.example"  # not of the demonstration, which is excepted


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Page]:
    make_account(site, EDITOR, name="Kamila Editorova", group=EDITORS_GROUP)
    with tab_at_localhost(browser, site) as page:
        yield page


def test_a_passkey_is_set_up_on_the_way_to_the_admin_and_signs_in_from_then_on(tab: Page) -> None:
    devtools, device = device_of(tab)
    tab.goto("/admin/")
    fill_in_password(tab, EDITOR)
    add_passkey(tab)
    expect(tab.get_by_role("heading", name="Texts that wait for an editor")).to_be_visible()

    tab.goto("about:blank")
    tab.context.clear_cookies()
    tab.goto("/en/account/login/?next=/admin/account/")
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    tab.get_by_role("button", name="Sign in with a passkey").click()
    expect(tab.get_by_text("The device gave no key.")).to_be_visible()
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.wait_for_url(lambda url: "/login/" not in url)
    assert tab.url.endswith("/admin/account/")

    tab.goto("about:blank")
    tab.context.clear_cookies()
    tab.set_viewport_size(PHONE)
    tab.goto("/en/account/login/?next=/en/account/devices/")
    fill_in_password(tab, EDITOR)
    tab.get_by_role("button", name="Use a passkey").click()
    expect(tab.get_by_text("this one")).to_be_visible()
    assert (
        tab.evaluate("document.querySelector('.tabs').scrollWidth - document.querySelector('.tabs').clientWidth") == 0
    )
    assert problems_of(tab) == []
    expect(tab.get_by_role("button", name="Sign out there")).to_have_count(2)
    tab.get_by_role("button", name="Sign out everywhere else").click()
    expect(tab.get_by_text("2 devices are signed out.")).to_be_visible()
