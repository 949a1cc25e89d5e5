"""What Wagtail's own forms would send as they were opened."""

from typing import Any


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
