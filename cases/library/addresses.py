"""The address of a new case or practice."""

from typing import Any

from network.addresses import address_for


def free_address(model: Any, title: str) -> str:
    """An address that no page of `model` (CasePage or PracticePage) has; it stays when the title changes."""
    return address_for(title, taken=lambda slug: model.objects.filter(address=slug).exists(), fallback=model.KIND)
