"""Asking for words that the viewer may not know of: the answer has to be that for a word which does not exist."""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote, urlencode

from django.urls import reverse

from tests.policy.crawl.crawler import Browser
from tests.policy.crawl.fillers import fillings
from tests.policy.crawl.routes import Route, routes
from tests.policy.world import World
from tests.policy.world.canaries import CYRILLIC, LATIN, Canary, invented

# All that lists, the directory and the search are narrowed by.
NARROWED_BY = (
    "theme",
    "country",
    "place",
    "lang",
    "year",
    "method",
    "letter",
    "week",
    "type",
    "edition",
    "room",
    "after",
)
OPERATORS = ("{}", "tag:{}", "by:{}", "in:{}", '"{}"', "theme:{}")
FORGED = "before=999999999&after=20990101T000000.000000Z~999999999&place=0"
# Every list is asked for these: a name of each kind of thing that has one.
ASKED_OF_LISTS = (
    "tag of the draft text",
    "title of the almaty text",
    "title of the embargoed text",
    "name of the private room",
    "name of the whisperer",
    "title of the almaty material",
)
FOUND_BY_SEARCH = (
    *(f"first section of the {name} text" for name in ("public", "members", "almaty", "practice", "whispered")),
    "summary of the hidden translation text",
    "text of the almaty material",
    "first message of the private room",
    "Russian message of the almaty room",
    "what the author can help with",
)
_DIFFERS_EACH_TIME = re.compile(
    r'(nonce[-=]"?|name="csrfmiddlewaretoken" value="|"client_id" value="|"token": "|name="client_id" value=")[^"\']*'
)

Queries = Callable[[str], Sequence[str]]


class Probe:
    """Compares, at one address after the other, what a word brings with what no word brings."""

    def __init__(self, world: World, viewer: str) -> None:
        self.browser = Browser(world, viewer)
        self.without: dict[str, tuple[int, str]] = {}

    def told(self, address: str, queries: Queries, canary: Canary) -> Iterator[str]:
        """The queries that are answered otherwise than for a word that stands nowhere."""
        nothing = invented("a word that stands nowhere", CYRILLIC if canary.word[0] > "z" else LATIN)
        for query, control in zip(queries(canary.word), queries(nothing), strict=True):
            if address + control not in self.without:
                self.without[address + control] = self._answer(address + control, nothing)
            if self._answer(address + query, canary.word) != self.without[address + control]:
                yield f"{address}{query} is answered otherwise than for no word at all: {canary.fact}"

    def _answer(self, address: str, word: str) -> tuple[int, str]:
        """Status and body, without the word itself and without what differs each time."""
        status, _headers, body, broke = self.browser.send("GET", address)
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in word)
        for spelling in (word, word.capitalize(), word.upper(), quote(word), escaped):
            body = body.replace(spelling, "…")
        return status, broke or without_what_differs_each_time(body)


def without_what_differs_each_time(text: str) -> str:
    """Without nonces, and tokens and ids of forms."""
    return _DIFFERS_EACH_TIME.sub(r"\1", text)


def by_all_parameters(word: str) -> Sequence[str]:
    return (
        f"?{urlencode({'q': word})}",
        f"?{urlencode(dict.fromkeys(NARROWED_BY, word))}",
        f"?{urlencode({'tag': f'canal-{word}'})}",
    )


def by_all_operators(word: str) -> Sequence[str]:
    return [f"?{urlencode({'q': operator.format(word)})}" for operator in OPERATORS]


def probe_search(world: World, viewer: str) -> Iterator[str]:
    """The search, in the form that says most, for every word that the viewer may not know of."""
    probe, address = Probe(world, viewer), reverse("search_api")
    for canary in world.canaries.closed_to(viewer):
        yield from probe.told(address, lambda word: by_all_operators(word)[:1], canary)


def probe_lists(world: World, viewer: str) -> Iterator[str]:
    """Every list, narrowed by a word of each kind; and the search with all its operators."""
    probe = Probe(world, viewer)
    closed = {canary.fact: canary for canary in world.canaries.closed_to(viewer)}
    for canary in (closed[fact] for fact in ASKED_OF_LISTS if fact in closed):
        for route in lists("en"):
            yield from probe.told(route.address({}), by_all_parameters, canary)
        yield from probe.told(reverse("search_api"), by_all_operators, canary)


def lists(language: str) -> list[Route]:
    """Pages without parts: they show many things, narrowed by the query."""
    return [
        route
        for route in routes(language)
        if not route.arguments and not route.is_desk and not route.pattern.startswith(("account/", "healthz", "readyz"))
    ]


def forge_cursors(world: World, viewer: str) -> Iterator[str]:
    """Pages of lists that no link leads to."""
    browser = Browser(world, viewer)
    for route in routes("en"):
        if route.is_desk or route.pattern.startswith(("account/", "files/")):
            continue
        for filled in [one for one in fillings(route, world) if viewer in one.open_to][:1]:
            answer = browser.ask("GET", route, filled, f"?{FORGED}")
            words = (world.canaries.by_word[word] for word in answer.words)
            yield from (f"{answer} tells the {canary.fact}" for canary in words if viewer not in canary.site)
            if answer.broke:
                yield str(answer)


def not_found(world: World, viewer: str) -> Iterator[str]:
    """Words that the search does not find for somebody who may read them."""
    browser = Browser(world, viewer)
    facts = {canary.fact: canary for canary in world.canaries.by_word.values()}
    for canary in (facts[fact] for fact in FOUND_BY_SEARCH):
        if viewer in canary.site:
            _status, _headers, body, _broke = browser.send("GET", f"{reverse('search_api')}?q={quote(canary.word)}")
            if '"total": 0' in body:
                yield f"nothing was found for the {canary.fact}"
