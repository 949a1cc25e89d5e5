"""What a member sends with the form of a case, and the ways of the review, for tests of both sides."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from cases.library.models import CasePage
from tests.factories import ConceptFactory

TOLD = "Two districts share one canal, and each spring they agree anew on who opens which gate, and for how many days."
SECTIONS = ("context", "challenge", "approach", "results", "lessons")


def answers(**other: Any) -> dict[str, Any]:
    """A whole case, as a browser without JavaScript sends it."""
    kg = ConceptFactory(scheme="countries", slug="kg", names={"en": "Kyrgyzstan"})
    theme = ConceptFactory(scheme="themes", slug="water", names={"en": "Water"})
    whole = {"title": "One canal, two districts", "summary": "How two districts share a canal.", "language": "en"}
    whole |= dict.fromkeys(SECTIONS, TOLD)
    whole |= {"countries": [kg.pk], "themes": [theme.pk], "tags": "canals, neighbours"}
    whole |= {"clearance": "personal", "may_share": "on", "audience": "public", "attribution": "named"}
    whole |= {"embargo": "", "embargo_zone": "Asia/Almaty"}
    return whole | other


def begin(client: Client, *, kind: str = "case", **other: Any) -> CasePage:
    """A draft, begun through the form."""
    client.post(f"{reverse('contribute_new')}?kind={kind}", answers(action="save", **other))
    return CasePage.objects.order_by("-pk").first()


def base_of(client: Client, page: Any) -> str:
    """The token that the form holds when it is opened now."""
    shown = client.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    return re.search(r'name="base" value="([^"]*)"', shown)[1]


def save(client: Client, page: Any, *, action: str = "save", base: str | None = None, **other: Any) -> Any:
    sent = answers(action=action, base=base_of(client, page) if base is None else base, **other)
    return client.post(reverse("contribute_edit", args=[page.pk]), sent)


def newest(page: Any) -> Any:
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def submitted(client: Client, **other: Any) -> CasePage:
    """A case that is with the editors."""
    page = begin(client, **other)
    save(client, page, action="submit", **other)
    return CasePage.objects.get(pk=page.pk)


def decide(editor_client: Client, page: Any, verdict: str, words: str = "") -> Any:
    """As an editor does on the page of a review; verdict: "approve" or "return"."""
    address = reverse("review", args=[page.pk])
    seen = editor_client.get(address).context["review"].seen
    return editor_client.post(address, {"decision": verdict, "words": words, "seen": seen}, follow=True)
