"""What in a text may be somebody's own: addresses, telephone and document numbers, and links that open a door.

It points, and an editor decides: an office's telephone is no secret. Nothing is kept, and no other machine is asked. Names of
persons are not looked for: no list tells a person from a river, and a wrong list would be believed.
Linear: each pattern has a bound, so that no text makes it slow.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import html as lxml_html

from network.markup import links_in, plain

MAX_SHOWN = 40
AROUND = 32  # characters shown on each side

MAIL, PHONE, NUMBER, LINK = "mail", "phone", "number", "link"
KINDS: dict[str, str | Promise] = {
    MAIL: _("Mail address"),
    PHONE: _("Telephone number"),
    NUMBER: _("Number of a document or a person"),
    LINK: _("Link with a key in it"),
}

_HYPHEN = r"\-‐‑"  # no dash: between numbers that means from and to
_GAP = rf"[ \u00a0.(){_HYPHEN}–]{{0,3}}"
_TWO_AND_TWO = rf"\d{{2,3}}[ \u00a0{_HYPHEN}]\d{{2}}[ \u00a0{_HYPHEN}]\d{{2}}(?![\w{_HYPHEN}])"
_PHONE = re.compile(
    rf"""
      (?<![\w+])(?:\+|00(?=[1-9]))[ ]?\d(?:{_GAP}\d){{7,14}}+(?!\d)
    # As people dial inside the five states: 8 (701) 123-45-67, 0555 12 34 56, (90) 123 45 67, 90 123-45-67. Of numbers that have
    # nothing but spaces between them, a row of a table is more likely.
    | (?<![\w+.,/{_HYPHEN}])(?:[78][ \u00a0{_HYPHEN}]{{1,2}}\(?\d{{2,5}}\)?|0\d{{2,4}}|\(\d{{2,5}}\))[ \u00a0{_HYPHEN}]{{1,2}}{_TWO_AND_TWO}
    | (?<![\w+.,/{_HYPHEN}])\d{{2,5}}(?:[ \u00a0]\d{{2,3}}|[{_HYPHEN}]\d{{3}})[{_HYPHEN}]\d{{2}}[{_HYPHEN}]\d{{2}}(?![\w{_HYPHEN}])
    | (?<![\w+.,/{_HYPHEN}])0\d{{2,3}}[ \u00a0{_HYPHEN}]\d{{3}}[ \u00a0{_HYPHEN}]?\d{{3}}(?![\w{_HYPHEN}])
    | (?<![\w+.,/])(?:[78][67]\d{{9}}|0[2-9]\d{{8}}|99[268]\d{{9}}|9936\d{{7}})(?!\w)
    # After the word for it, any number
    | \b(?:тел|моб|факс|tel|phone|fax|mobile|whats?app|viber|telegram|ватсап|вотсап)\w{{0,8}}[\s:№#.-]{{0,4}}
      (?P<told>\+?\d(?:{_GAP}\d){{4,14}}+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"""
      (?<![\w-])(?P<passport>(?:[A-ZА-ЯЁ]{2}[ №-]{0,2}|[A-ZА-ЯЁ])\d{7,9})(?!\w)
    # After the word for it, any number
    | (?i:\b(?:(?:паспорт|passport|pasport|төлқұжат|шиноснома|удостоверени|куәлік|күбөлүк)\w{0,8}
        |иин|жсн|пинфл|жшшир|инн|пин|рма|iin|pinfl|jshshir|inn)\b)
      (?:[\s:№\#.-]{1,3}(?i:серии|сериясы|series|number|номер))?[\s:№\#.-]{0,4}
      (?P<told>(?:[A-ZА-ЯЁ]{1,3}[ №-]{0,3})?\d(?:[ -]?\d){5,13}+)(?!\w)
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"(?<![\w.,+])\d{12}(?:\d{2})?(?![\w]|[.,]\d)")
_SECRET_NAMES = frozenset(
    "token access_token auth authkey key apikey api_key secret pwd pass password passcode sig signature session sessionid sid jwt invite".split()
)
MIN_RANDOM = 16  # characters
_PIECE = re.compile(rf"[A-Za-z0-9]{{{MIN_RANDOM},}}")
_NUMBER = re.compile(r"\d+")
_INVITES = frozenset({"chat.whatsapp.com", "t.me", "telegram.me", "discord.gg"})
_IIN_WEIGHTS = (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))


@dataclass(frozen=True, slots=True)
class Finding:
    """kind: of KINDS. where: the section, as its readers call it; url: its place on the page."""

    kind: str
    before: str
    found: str
    after: str
    where: str
    url: str

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text: HTML, and where it stands."""

    html: str
    where: str
    url: str


def personal_data(passages: Iterable[Passage]) -> list[Finding]:
    """In the order of reading; what stands in several places stands here as often."""
    return [finding for passage in passages for finding in _in_passage(passage)]


def _in_passage(passage: Passage) -> Iterator[Finding]:
    text = plain(passage.html)
    told: set[str] = set()
    for kind, start, end in spans_in(text):
        told.add(text[start:end].casefold())
        yield Finding(kind, _before(text[:start]), text[start:end], _after(text[end:]), passage.where, passage.url)
    for href in _targets(passage.html):
        kind, shown = (MAIL, unquote(href[7:].split("?")[0])) if href[:7].casefold() == "mailto:" else (LINK, href)
        if shown.casefold() not in told and (kind == MAIL or opens_a_door(href)):
            told.add(shown.casefold())
            yield Finding(kind, "", shown, "", passage.where, passage.url)


def _before(text: str) -> str:
    """Whole words alone."""
    return text if len(text) <= AROUND else "… " + text[-AROUND:].partition(" ")[2]


def _after(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND].rpartition(" ")[0] + " …"


def spans_in(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of each, in their order, none within another."""
    found = [*_links(text), *_numbers(text), *_phones(text)]
    taken: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if not taken or start >= taken[-1][2]:
            taken.append((kind, start, end))
    return [one for one in taken if one[0]]


def _links(text: str) -> Iterator[tuple[str, int, int]]:
    """Those that tell nothing, too, under no kind: the digits in them are no telephone."""
    for link in links_in(text):
        kind = MAIL if link.href.startswith("mailto:") else LINK if opens_a_door(link.href) else ""
        yield kind, link.start, link.end


def _phones(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _PHONE.finditer(text):
        start, end = found.span("told") if found["told"] else found.span()
        yield PHONE, start, end


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _DOCUMENT.finditer(text):
        start, end = found.span("told" if found["told"] else "passport")
        yield NUMBER, start, end
    for found in _DIGITS.finditer(text):
        if is_personal_number(found[0]):
            yield NUMBER, *found.span()


def is_personal_number(digits: str) -> bool:
    """ИИН of Kazakhstan (12 digits, the last proves the others), ПИНФЛ of Uzbekistan or ПИН of Kyrgyzstan (14): each holds a
    birthday, so that most other numbers of that length are none."""
    if len(digits) == 12:
        return digits[6] in "0123456" and _is_day(digits[4:6], digits[2:4], f"19{digits[:2]}") and _is_proved(digits)
    if len(digits) == 14:
        in_uzbekistan = digits[0] in "3456" and _is_day(digits[1:3], digits[3:5], f"20{digits[5:7]}")
        return in_uzbekistan or (digits[0] in "12" and _is_day(digits[1:3], digits[3:5], digits[5:9]))
    return False


def _is_day(day: str, month: str, year: str) -> bool:
    """Of somebody who may live. A 29 February passes in every year: of the century a number does not always tell."""
    try:
        return bool(date(2000, int(month), int(day))) and 1900 <= int(year) <= 2100
    except ValueError:
        return False


def _is_proved(digits: str) -> bool:
    for weights in _IIN_WEIGHTS:
        control = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11
        if control < 10:
            return control == int(digits[11])
    return False


def opens_a_door(href: str) -> bool:
    """Whether whoever has the link gets in: a name or a word of entrance stands in it, or an address that nobody can guess."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.password or (parts.username and parts.scheme in ("http", "https")):
        return True
    asked = [*parse_qsl(parts.query), *parse_qsl(parts.fragment)]
    if any(name.casefold() in _SECRET_NAMES and value for name, value in asked):
        return True
    pieces = [piece for piece in parts.path.split("/") if piece]
    if (parts.hostname or "") in _INVITES and any(piece[0] == "+" or len(piece) >= MIN_RANDOM for piece in pieces):
        return True
    return any(_is_random(piece) for piece in (*pieces, *(value for _name, value in asked)))


def _is_random(piece: str) -> bool:
    """Small and capital letters with numbers between them: no word, and no mark of a document either."""
    return any(not (one.isupper() or one.islower()) and len(_NUMBER.findall(one)) > 1 for one in _PIECE.findall(piece))


def _targets(html: str) -> Iterator[str]:
    """Where links lead, which need not be what they say."""
    if "<a " not in html:
        return
    for link in lxml_html.fragment_fromstring(html, create_parent="div").iter("a"):
        if href := (link.get("href") or "").strip():
            yield href
