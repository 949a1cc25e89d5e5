"""Somebody who does all that one can do at the entrance and with his own account, and what he reads on the way."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import override

from network.people.models import Member
from network.people.sign_in import urls
from network.people.sign_in.mails import mail_member
from tests.factories import PASSWORD, MemberFactory
from tests.network.people.sign_in.soft_key import SoftKey, options_on

NEXT_PASSWORD = "steppe and glacier"
NAME = "Nodira"
KEY = "Key 7"
NOT_YET = ("recovery_codes", "deactivate_totp")


class Lines(HTMLParser):
    """What is read on a page, and what a screen reader says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.found |= {
            value for name, value in attrs if value and name in ("alt", "aria-label", "placeholder", "title")
        }

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.add(" ".join(data.split()))


def lines_of(html: str) -> set[str]:
    lines = Lines()
    lines.feed(html)
    return lines.found


def addresses(
    patterns: list[URLPattern | URLResolver] = urls.urlpatterns, is_whole: bool = True
) -> Iterator[tuple[str, bool]]:
    """(name, whether it can be opened without more) of each that the entrance offers."""
    for pattern in patterns:
        is_own = is_whole and not pattern.pattern.converters and not getattr(pattern.pattern.regex, "groups", 0)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, is_own)
        else:
            yield str(pattern.name), is_own


class Walk:
    """`pages` are the lines read at each step; `mails` all that came."""

    def __init__(self, language: str) -> None:
        self.language, self.pages, self.seen = language, dict[str, set[str]](), set[str]()
        with override(language):
            self.member: Member = MemberFactory(name=NAME, language=language, email=f"nodira-{language}@office.example")
            self.browser = Client()
            self._signed_out()
            self._password_by_link()
            self._password()
            self._devices()
            self._address()
            self._second_step_on()
            self._second_step_asked_for()
            self._second_step_off()
            self._passkey()
        self.mails = {
            f"mail {number}": {message.subject, *message.body.splitlines()}
            for number, message in enumerate(mail.outbox)
        }
        self.subjects = [(message.subject, message.body) for message in mail.outbox]

    def _read(self, step: str, response: HttpResponse) -> str:
        assert response.status_code in (200, 422), f"{step}: {response.status_code}"
        self.pages[step] = lines_of(html := response.content.decode())
        return html

    def _open(self, name: str, step: str = "", **arguments: str) -> str:
        self.seen.add(name)
        return self._read(f"{step}{name}", self.browser.get(reverse(name, kwargs=arguments), follow=True))

    def _send(self, name: str, step: str, /, *, path: str = "", **fields: str) -> str:
        self.seen.add(name)
        return self._read(f"{name}: {step}", self.browser.post(path or reverse(name), fields, follow=True))

    def _open_all(self, step: str) -> None:
        """Each address but those that may say there is nothing: of codes and of turning off."""
        for name, is_whole in addresses():
            if is_whole and not (step != "on, " and name.endswith(NOT_YET)):
                self._open(name, step) if "download" not in name else self.browser.get(reverse(name))
                self.seen.add(name)

    def _signed_out(self) -> None:
        self._open_all("out, ")
        self._send("account_login", "nothing")
        self._send("account_login", "no address", login="nodira", password=PASSWORD)
        self._send("account_login", "wrong password", login=self.member.email, password="not it")
        self._send("account_reset_password", "no address", email="nodira")
        Member.objects.filter(pk=self.member.pk).update(is_active=False)
        self._send("account_login", "closed", login=self.member.email, password=PASSWORD)
        Member.objects.filter(pk=self.member.pk).update(is_active=True)

    def _password_by_link(self) -> None:
        self._send("account_reset_password", "right", email=self.member.email)
        link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
        key = "account_reset_password_from_key"
        page = self.browser.get(link, follow=True)
        self._read("link", page)
        form = page.redirect_chain[-1][0]
        self._send(key, "differ", path=form, password1=NEXT_PASSWORD, password2=PASSWORD)
        for wrong in ("short", "password123", self.member.email):
            self._send(key, wrong.partition("-")[0], path=form, password1=wrong, password2=wrong)
        self._send(key, "right", path=form, password1=NEXT_PASSWORD, password2=NEXT_PASSWORD)
        self._read("used link", self.browser.get(link, follow=True))

    def _password(self) -> None:
        self._open_all("in, ")
        name, new = "account_change_password", {"password1": PASSWORD, "password2": PASSWORD}
        self._send(name, "wrong", oldpassword="not it", **new)
        self._send(name, "differ", oldpassword=NEXT_PASSWORD, password1=PASSWORD, password2="another one")
        self._send(name, "right", oldpassword=NEXT_PASSWORD, **new)
        self.member.refresh_from_db()
        self.member.set_unusable_password()
        self.member.save()
        self.browser.force_login(self.member)
        self._open("account_set_password", "without, ")
        self._send("account_set_password", "right", **new)

    def _devices(self) -> None:
        other = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
        other.post(reverse("account_login"), {"login": self.member.email, "password": PASSWORD})
        self._open("account_devices", "two, ")
        self._send("account_devices", "others", end="others")

    def _address(self) -> None:
        fields = {"email": f"new-{self.member.email}", "password": PASSWORD}
        self._send("account_email", "wrong", **fields | {"password": "not it"})
        self._send("account_email", "no address", **fields | {"email": "nodira"})
        self._send("account_email", "right", **fields)
        link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
        self._read("address link", self.browser.get(link))
        self._send("account_email_confirm", "right", path=link)
        self._send("account_email_confirm", "used", path=link)
        self._undo_address()
        self.member.refresh_from_db()

    def _undo_address(self) -> None:
        undo, _new = mail.outbox[-2:]
        link = re.search(r"https?://[^/\s]+(/\S+)", undo.body)[1]
        self._read("undo link", self.browser.get(link))
        self._send("account_email_undo", "right", path=link)
        self._send("account_email_undo", "used", path=link)
        self.member.refresh_from_db()
        self.member.set_password(PASSWORD)
        self.member.save()
        self.browser.force_login(self.member)

    def _second_step_on(self) -> None:
        self._open("mfa_activate_totp", "asked, ")
        self._send("account_reauthenticate", "wrong", password="not it")
        self._send("account_reauthenticate", "right", password=PASSWORD, next=reverse("mfa_index"))
        self._send("mfa_generate_recovery_codes", "off")
        html = self._open("mfa_activate_totp", "off, ")
        self._send("mfa_activate_totp", "wrong", code="000000")
        secret = re.search(r">([A-Z2-7]{32})<", html)[1]
        code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        self.codes = re.findall(r"<code>(\d+)</code>", self._send("mfa_activate_totp", "right", code=code))
        self._open_all("on, ")
        html = self._send("mfa_generate_recovery_codes", "on")
        before, self.codes = self.codes, re.findall(r"<code>(\d+)</code>", html)
        assert len(self.codes) == len(before) == 10
        assert set(self.codes).isdisjoint(before)

    def _second_step_asked_for(self) -> None:
        self._send("account_logout", "on")
        self._send("account_login", "first step", login=self.member.email, password=PASSWORD)
        self._open("mfa_authenticate", "asked, ")
        self._send("mfa_authenticate", "wrong", code="000000")
        self._send("mfa_authenticate", "right", code=self.codes.pop())
        self._open("mfa_reauthenticate", "on, ")
        self._send("mfa_reauthenticate", "wrong", code="000000")
        self._send("mfa_reauthenticate", "right", code=self.codes.pop(), next=reverse("mfa_index"))

    def _second_step_off(self) -> None:
        self._send("mfa_deactivate_totp", "right")
        self._open("mfa_index", "off, ")

    def _passkey(self) -> None:
        key = SoftKey()
        self._send("account_reauthenticate", "again", password=PASSWORD, next=reverse("mfa_index"))
        add = "mfa_add_webauthn"
        options = options_on(self._open(add, "none, "))
        self._send(add, "nonsense", name="", credential="{}")
        options = options_on(self._open(add, "again, "))
        self._send(add, "right", name="", credential=key.create(options))
        self._open("mfa_index", "passkey, ")
        self._open("mfa_list_webauthn", "one, ")
        (pk,) = Authenticator.objects.filter(user=self.member, type="webauthn").values_list("pk", flat=True)
        self._open("mfa_edit_webauthn", pk=pk)
        self._send("mfa_edit_webauthn", "right", path=reverse("mfa_edit_webauthn", args=[pk]), name=KEY)
        self._open("mfa_remove_webauthn", pk=pk)
        prove = "mfa_reauthenticate_webauthn"
        options = options_on(self._open(prove, "on, "))
        self._send(prove, "right", credential=key.get(options), next=reverse("mfa_index"))
        self._send("account_logout", "passkey")
        self._send("mfa_login_webauthn", "nonsense", credential="{}")
        self._send("account_login", "before the key", login=self.member.email, password=PASSWORD)
        options = options_on(self._open("mfa_authenticate", "by key, "))
        self._send("mfa_authenticate", "key", credential=key.get(options))
        self._send("account_reauthenticate", "to remove", password=PASSWORD, next=reverse("mfa_index"))
        self._send("mfa_remove_webauthn", "right", path=reverse("mfa_remove_webauthn", args=[pk]))
        # What an organiser's button sends: see test_second_step.
        mail_member(self.member, "second_step_removed", to=self.member.email)
