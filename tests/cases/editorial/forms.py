"""What editors do at their desk: what Wagtail's own forms would send as they were opened, and the version before them."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cases.contribute.revisions import token_of
from network.people.models import EDITORS_GROUP, Member
from tests.cases.desk import newest
from tests.factories import MemberFactory


def form_of(response: Any) -> dict[str, Any]:
    """What the form of Wagtail's page would send as it was opened."""
    form = response.context["form"]
    data = {field.html_name: field.value() for field in form}
    for formset in form.formsets.values():
        data |= {field.html_name: field.value() for field in formset.management_form}
        data |= {field.html_name: field.value() or "" for child in formset.forms for field in child}
    data["tags"] = ", ".join(tag.name for tag in form.instance.tags.all())
    return {
        name: value
        for name, value in data.items()
        if value is not None and value is not False and not hasattr(value, "file")
    }


def seen(page: Any) -> str:
    """The token of the version that an editor has before him now."""
    return token_of(newest(page))


def second_editor() -> Member:
    editor = MemberFactory(name="Askar Editorov")
    editor.groups.add(Group.objects.get(name=EDITORS_GROUP))
    return editor


def correct(browser: Client, page: Any, **changes: str) -> Any:
    """As an editor does who corrects the text and saves it."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser.post(address, form_of(browser.get(address)) | changes, headers={"referer": address}, follow=True)
