"""Somebody of the office, who comes into the admin with a passkey alone: a device made by the browser."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from portal.demonstration.accounts import PASSWORD
from tests.browser import FAILED_AFTER
from tests.journeys.conftest import DESK, Site, problems_of

KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
THERE = {"isUserVerified": True, "automaticPresenceSimulation": True}


def make_account(site: Site, email: str, *, name: str, group: str) -> None:
    site.shell(
        "from django.contrib.auth.models import Group\n"
        "from network.people.models import Member\n"
        f"member = Member.objects.create_user({email!r}, {PASSWORD!r}, name={name!r}, language='en')\n"
        f"member.groups.add(Group.objects.get(name={group!r}))"
    )


@contextmanager
def tab_at_localhost(browser: Browser, site: Site) -> Iterator[Page]:
    """A passkey belongs to a name, and no browser gives one to a number."""
    url = site.url.replace("127.0.0.1", "localhost")
    context: BrowserContext = browser.new_context(base_url=url, viewport=DESK, locale="en-GB")  # type: ignore[arg-type]
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


def fill_in_password(tab: Page, email: str) -> None:
    tab.get_by_label("E-mail address").fill(email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(tab: Page) -> None:
    """On the way to the admin, which asks for it."""
    expect(tab.get_by_text("Whoever works in the admin or moderates signs in in two steps.")).to_be_visible()
    assert problems_of(tab) == []
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Yes, it is me").click()
    tab.get_by_label("What you call this key").fill("my phone")
    assert problems_of(tab) == []
    tab.get_by_role("button", name="Add a passkey").click()
    expect(tab.get_by_text("Your passkey is ready.")).to_be_visible()
    tab.get_by_role("link", name="Go on to the admin").click()
