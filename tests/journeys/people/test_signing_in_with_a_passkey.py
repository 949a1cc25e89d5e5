"""Somebody of the office sets up a passkey on the way to the admin, and signs in with it: a device made by the browser."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from portal.demonstration.accounts import PASSWORD
from tests.browser import FAILED_AFTER
from tests.journeys.conftest import DESK, PHONE, ROOT, Site, problems_of
from tests.machine import RUNAWAY_SECONDS

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

EDITOR = "kamila@office.example"  # not of the demonstration, which is excepted
MAKE = f"""
from django.contrib.auth.models import Group
from network.people.models import EDITORS_GROUP, Member
Member.objects.create_user({EDITOR!r}, {PASSWORD!r}, name="Kamila Editorova").groups.add(Group.objects.get(name=EDITORS_GROUP))
"""
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
THERE = {"isUserVerified": True, "automaticPresenceSimulation": True}


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Page]:
    """At localhost: a passkey belongs to a name, and no browser gives one to a number."""
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", MAKE]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True, timeout=RUNAWAY_SECONDS)
    url = site.url.replace("127.0.0.1", "localhost")
    context: BrowserContext = browser.new_context(base_url=url, viewport=DESK, locale="en-GB")
    context.set_default_timeout(FAILED_AFTER)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints, complaints


def device_of(tab: Page) -> tuple[CDPSession, str]:
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, **THERE}})
    return devtools, str(made["authenticatorId"])


def test_a_passkey_is_set_up_on_the_way_to_the_admin_and_signs_in_from_then_on(tab: Page) -> None:
    devtools, device = device_of(tab)
    tab.goto("/admin/")
    tab.get_by_label("E-mail address").fill(EDITOR)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get_by_text("Whoever works in the admin signs in in two steps.")).to_be_visible()
    assert problems_of(tab) == []
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Yes, it is me").click()
    tab.get_by_label("What you call this key").fill("my phone")
    assert problems_of(tab) == []
    tab.get_by_role("button", name="Add a passkey").click()
    expect(tab.get_by_text("Your passkey is ready.")).to_be_visible()
    tab.get_by_role("link", name="Go on to the admin").click()
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
    tab.get_by_label("E-mail address").fill(EDITOR)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_role("button", name="Use a passkey").click()
    expect(tab.get_by_text("this one")).to_be_visible()
    assert (
        tab.evaluate("document.querySelector('.tabs').scrollWidth - document.querySelector('.tabs').clientWidth") == 0
    )
    assert problems_of(tab) == []
    expect(tab.get_by_role("button", name="Sign out there")).to_have_count(2)
    tab.get_by_role("button", name="Sign out everywhere else").click()
    expect(tab.get_by_text("2 devices are signed out.")).to_be_visible()
