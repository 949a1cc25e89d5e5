"""What the page of the form shows around its fields: parts, remarks, how far each part is, what this device may keep."""

from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from cases.contribute.drafts.attached import asks_to_be_read, attached_files
from cases.contribute.drafts.draft import Draft
from cases.contribute.form.answers import title_of
from cases.contribute.form.draft_form import DraftForm, file_title_field
from cases.contribute.form.steps import Part, parts_of, steps_of, words_in
from cases.contribute.readiness import find_missing
from cases.contribute.remarks import Remark, by_field, open_in
from cases.contribute.translating.answers import HOLDS, SEEN
from cases.contribute.translating.beside import original_parts
from cases.library.models import Authorship
from network.access.viewer import viewer_of

MAX_BEGUN = 40


def form_context(draft: Draft, form: DraftForm) -> dict[str, Any]:
    """All that templates/cases/contribute/form.html shows."""
    return {
        "draft": draft,
        "title": title_of(draft.version),
        "form": form,
        "kind": draft.page.KIND,
        "parts": _parts(draft, form),
        "saved_words": draft.saved_words(),
        "decision": draft.decision,
        "has_remarks": any(not remark.settled for remark in draft.remarks),
        "client_id": form.data.get("client_id") or uuid4(),
        "autosave_url": _autosave_url(draft),
        "device_key": draft.device_key,
        "begun": _begun(draft),
        **draft_steps(draft),
    }


def draft_steps(draft: Draft) -> dict[str, Any]:
    """How far each part is, as components/steps.html shows it."""
    return steps_of(draft.version, find_missing(draft.version), open_in(draft.remarks))


def _parts(draft: Draft, form: DraftForm) -> list[dict[str, Any]]:
    remarks = by_field(draft.remarks)
    attached = attached_files(draft.version, draft.author) if draft.page.pk else []
    originals = original_parts(draft.version, viewer_of(draft.author)) if draft.version.original_id else {}
    parts = []
    for part in parts_of(draft.version):
        beside = {name: remarks.get(name, ()) for name in part.fields}
        fields = [
            {
                "field": form[name],
                "words": _words(draft, part),
                "attached": [(one, form[file_title_field(one.stored_id)]) for one in attached]
                if name == "files"
                else (),
                "remarks": [(remark, *_answers(form, remark)) for remark in beside[name]],
                "original": originals.get(name),
                "of_translation": [form[key] for key in (SEEN + name, HOLDS + name) if key in form.fields],
            }
            for name in part.fields
            if name in form.fields
        ]
        has_errors = any(name in form.errors for name in part.fields)
        has_remarks = any(not remark.settled for said in beside.values() for remark in said)
        is_told_of_files = part.slug == "picture" and asks_to_be_read(attached)
        is_behind = any(originals[name].is_behind for name in part.fields if name in originals)
        is_open = has_errors or has_remarks or is_told_of_files or is_behind or part.slug == "about"
        parts.append({"part": part, "fields": fields, "open": is_open})
    return parts


def _words(draft: Draft, part: Part) -> int:
    return words_in(getattr(draft.version, part.fields[0])) if part.is_section else 0


def _answers(form: DraftForm, remark: Remark) -> tuple[Any, Any]:
    if remark.settled:
        return None, None
    return form[f"answer_{remark.id}"], form[f"settled_{remark.id}"]


def _begun(draft: Draft) -> list[UUID]:
    """Client ids of what this device may keep as begun although the site has it: of this text, or else of the last."""
    rows = Authorship.objects.of(draft.author.pk).exclude(client_id=None)
    rows = rows.filter(page=draft.page.pk) if draft.page.pk else rows.order_by("-pk")
    return [row.client_id for row in rows[:MAX_BEGUN] if row.client_id]


def _autosave_url(draft: Draft) -> str:
    if draft.page.pk:
        return reverse("contribute_autosave", args=[draft.page.pk])
    return f"{reverse('contribute_autosave_new')}?kind={draft.page.KIND}"
