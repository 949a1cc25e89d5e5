"""The ways of a translator and of his text, for tests: offer, write, send."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from cases.library.models import CasePage
from network.people.models import Member, Profile
from tests.cases.desk import decide
from tests.factories import CaseFactory, ConceptFactory

TOLD = "Два района делят один канал и каждую весну заново договариваются, кто какой шлюз открывает и на сколько дней."
OURS = "Эки район бир каналды бөлүшөт жана ар жазда кайсы шлюзду ким ачарын жана канча күнгө экенин кайра макулдашышат."

WORDS = {"title": "Бир канал", "summary": "Эки район каналды кантип бөлүшөт."}
WORDS |= dict.fromkeys(("context", "challenge", "approach", "results", "lessons"), OURS)


def writes_in(member: Member, *codes: str) -> Member:
    Profile.objects.filter(member=member).update(languages=list(codes))
    return member


def russian_case(*authors: Member, **other: Any) -> CasePage:
    """A Russian case that readers have."""
    theme = ConceptFactory(
        scheme="themes", slug="water", names={"en": "Water sharing", "ru": "Вододеление", "ky": "Суу бөлүштүрүү"}
    )
    fields = {"title": "Один канал", "summary": "Как два района делят канал.", "sources": ""}
    fields |= dict.fromkeys(("context", "challenge", "approach", "results", "lessons"), f"<p>{TOLD}</p>")
    page: CasePage = CaseFactory(language="ru", authors=authors, themes=[theme], **(fields | other))
    return page


def offer(client: Client, original: Any, language: str = "ky") -> Any:
    return client.post(offer_address(original), {"language": language})


def offer_address(original: Any) -> str:
    return reverse("contribute_translate", args=[original.KIND, original.address])


def begun(client: Client, original: Any, language: str = "ky") -> CasePage:
    answer = offer(client, original, language)
    assert answer.status_code == 302, answer.content.decode()
    return CasePage.objects.get(pk=int(re.search(r"/contribute/(\d+)/", answer["Location"])[1]))


def hidden(client: Client, page: Any) -> dict[str, str]:
    """What the form of a translation holds unseen, as it is opened now."""
    shown = client.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    return dict(re.findall(r'name="(base|seen_\w+)" value="([^"]*)"', shown))


def write(
    client: Client, page: Any, *, action: str = "save", opened: dict[str, str] | None = None, **other: Any
) -> Any:
    """opened: what the form held when it was opened earlier."""
    sent = WORDS | (hidden(client, page) if opened is None else opened) | {"action": action} | other
    return client.post(reverse("contribute_edit", args=[page.pk]), sent)


def republish(page: CasePage, **changes: str) -> None:
    """Its author's new version of it, approved."""
    draft = CasePage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def browser_of(member: Member) -> Client:
    browser = Client()
    browser.force_login(member)
    return browser


def published(translator: Client, original: Any, editor: Client) -> CasePage:
    """A translation that readers have."""
    page = begun(translator, original)
    assert write(translator, page, action="submit").status_code == 302
    decide(editor, page, "approve")
    page.refresh_from_db()
    assert page.live
    return page
