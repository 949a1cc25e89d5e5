"""What waits for editors: new versions of texts that are here, and one text of its own; nobody has decided on them."""

from typing import Any
from uuid import uuid4

from cases.contribute import actions
from cases.contribute.revisions import latest, save_revision, token_of
from cases.editorial.review.actions import leave_remark, send_back
from cases.editorial.review.assignments import take
from cases.editorial.review.remarked_text import quote_of, split_blocks
from cases.library.models import CONCEPT_FIELDS, CasePage
from network.people.models import Member
from portal.demonstration.content import table
from portal.demonstration.loading.people import People

PARAGRAPHS = 2  # of each section of a short text
EDITOR = "editor@demo.example"


def load_reviews(people: People) -> int:
    """The texts must be in. Returns how many of them are with the editors, or were returned."""
    editor = next(member for member in people.values() if member.email == EDITOR)
    facts = table("reviews")
    for entry in facts["versions"]:
        _new_version(entry, editor)
    for entry in facts["short"]:
        _short_text(entry)
    return len(facts["versions"]) + len(facts["short"])


def _new_version(entry: dict[str, Any], editor: Member) -> None:
    page = CasePage.objects.get(address=entry["text"])
    author, field = page.owner, entry["without"].replace("-", "_")
    draft = latest(page)
    setattr(draft, field, _first_blocks(getattr(draft, field), -1))
    save_revision(draft, by=author)
    actions.submit(page, author)
    if "remark" in entry:
        quote = quote_of(split_blocks(getattr(draft, field))[-1])
        leave_remark(page, editor, field=field, text=entry["remark"], quote=quote)
    if "returned" in entry:
        send_back(page, editor, seen=token_of(latest(CasePage.objects.get(pk=page.pk))), reason=entry["returned"])
    elif "taken" in entry:
        take(page, editor)


def _short_text(entry: dict[str, Any]) -> None:
    """As a member sends it through the form."""
    page = CasePage.objects.get(address=entry["text"])
    answers: dict[str, Any] = {
        field: _first_blocks(getattr(page, field), PARAGRAPHS) for field, _title in CasePage.SECTIONS
    }
    answers |= {name: [concept.pk for concept in getattr(page, name).all()] for name in CONCEPT_FIELDS.values()}
    answers |= {name: getattr(page, name) for name in ("summary", "clearance", "audience", "attribution", "language")}
    answers |= {"title": entry["title"], "tags": [tag.name for tag in page.tags.all()], "workshop": page.workshop_id}
    answers |= {"embargo": None, "embargo_zone": ""}
    begun = actions.start_draft(CasePage, page.owner, client_id=uuid4(), answers=answers)
    actions.submit(begun, page.owner)


def _first_blocks(html: str, number: int) -> str:
    """number: how many; below nothing, all but so many of the last."""
    return "".join(split_blocks(html)[:number]) if html else html
