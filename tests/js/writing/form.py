"""The form of a text as its page has it, as far as its scripts know it."""

import json
from typing import Any

WORDS = {
    "changed": "Not saved yet",
    "saving": "Saving",
    "offline": "No connection",
    "failed": "No answer",
    "unkept": "No room",
    "pictures": "Pictures were left out",
    "tool-heading": "Heading",
    "tool-bold": "Bold",
    "tool-italic": "Italic",
    "tool-list": "List",
    "tool-numbers": "Numbers",
    "tool-quote": "Quotation",
    "tool-table": "Table",
    "tool-undo": "Undo",
    "tool-link": "Link",
    "tool-address": "Address",
}
SAVED = {
    "words": "Saved at 9:05",
    "base": "2",
    "autosave": "/autosave/",
    "key": "draft:7:12",
    "url": "/page/",
    "steps": "<p>2 of 5</p>",
}


def form(
    *,
    key: str = "draft:7:12",
    begun: str = "",
    base: str = "1",
    title: str = "",
    client_id: str = "mine",
    fields: str = "",
) -> str:
    words = " ".join(f'data-{name}="{value}"' for name, value in WORDS.items())
    return f"""<draft-form data-autosave="/autosave/" data-token="/token/" data-key="{key}" data-begun="{begun}" data-tools {words}>
    <form method="post" action="/page/"><input type="hidden" name="csrfmiddlewaretoken" value="old"><input type="hidden" name="base" value="{base}">
    <input type="hidden" name="client_id" value="{client_id}">
    <div class="saved-line"><p class="saved-line__words"><span role="status" data-words></span><a data-sign-in hidden>Sign in</a>
    <button name="action" value="save" data-compare hidden>Compare</button></p></div>
    <div data-kept hidden><ul></ul><template><li><b data-kept-title>Without a title</b> <time></time>
    <button type="button" data-restore>Use it</button><button type="button" data-discard>Throw it away</button></li></template></div>
    <div data-steps><a href="#section">Section</a></div><label>Title <input name="title" value="{title}"></label>
    <label><input type="checkbox" name="theme" value="water">Water</label><section id="section"><details></details></section>{fields}
    <button name="action" value="save">Save</button></form></draft-form>"""


def as_json(answer: Any, status: int = 200) -> dict[str, Any]:
    return {"body": json.dumps(answer), "content_type": "application/json", "status": status}


def kept(key: str, *fields: tuple[str, str], at: int = 1_714_500_000_000, base: str = "1") -> str:
    """A script that leaves it on the device before the page comes."""
    entry = json.dumps({"at": at, "base": base, "fields": fields})
    return f"if (!sessionStorage.{(name := 'seen')}) {{ localStorage.setItem({json.dumps(key)}, {json.dumps(entry)}) }}; sessionStorage.{name} = 1"
