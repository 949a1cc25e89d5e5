"""Two versions of one text side by side, when a newer one was saved while this one was being written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from cases.contribute.form.draft_form import DraftForm
from network.access.byline import Attribution
from network.markup import plain

NOT_COMPARED = {"base", "picture", "remove_picture", "files", "take_traces", "remove_files", "paper"}
# What says nothing of it was kept on a device before there was such a choice: it stays as it stands.
ALWAYS_CHOSEN = "licence"
THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: what was sent from here, and what stands there, as words."""

    name: str
    label: str | Promise
    mine: str
    theirs: str


def differences(sent: DraftForm, there: DraftForm) -> list[Difference]:
    """sent: bound to what was posted; there: made of the newest version."""
    found = []
    mine, theirs = sent.data, as_posted(there)
    chosen = mine.get("attribution") or sent.initial["attribution"]
    hidden = "clearance" if chosen == Attribution.CHATHAM_HOUSE else "may_share"  # one stands in the other's place
    for name, field in there.fields.items():
        if (
            name in NOT_COMPARED
            or name == hidden
            or (name == ALWAYS_CHOSEN and not mine.get(name))
            or field.disabled
            or name.startswith(("answer_", "settled_", "seen_", "holds_"))
        ):
            continue
        ours, others = _value(sent, mine, name), _value(there, theirs, name)
        if ours != others:
            found.append(Difference(name, field.label or name, _words(there, name, ours), _words(there, name, others)))
    return found


def as_posted(form: DraftForm) -> QueryDict:
    """The form's initial answers as a browser would send them."""
    data = QueryDict(mutable=True)
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if name in form.section_names:
            data[f"{name}-format"] = "html"
        if isinstance(value, (list, tuple)):
            data.setlist(name, [str(one) for one in value])
        elif value is True:
            data[name] = "on"
        elif value not in (None, False):
            data[name] = str(value)
    return data


def with_choices(posted: QueryDict, there: DraftForm) -> QueryDict:
    """`posted` with each field for which `keep:<field>` says "theirs" as it stands in the newest version."""
    data = posted.copy()
    stored = as_posted(there)
    for name in there.fields:
        if posted.get(f"keep:{name}") == THEIRS:
            for key in (name, f"{name}-format"):
                data.setlist(key, stored.getlist(key))
    return data


def hidden_pairs(posted: QueryDict) -> list[tuple[str, str]]:
    """What was sent, to be sent again from the page that compares."""
    left_out = {"csrfmiddlewaretoken", "base", "action"}
    return [
        (name, value)
        for name, values in posted.lists()
        if name not in left_out and not name.startswith("keep:")
        for value in values
        if isinstance(value, str)
    ]


def _value(form: DraftForm, data: Mapping[str, Any], name: str) -> Any:
    """Both sides in one form, so that only what differs in words counts as different."""
    value = form.fields[name].widget.value_from_datadict(data, {}, name)
    if name in form.section_names:
        return plain(value)
    if isinstance(value, list):
        return sorted(str(one) for one in value)
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()


def _words(form: DraftForm, name: str, value: Any) -> str:
    choices = dict(_flat(getattr(form.fields[name], "choices", ())))
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value)) if choices else str(value)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for value, label in choices:
        pairs += _flat(label) if isinstance(label, (list, tuple)) else [(str(value), label)]
    return pairs
