"""Addresses of cases and practices: handed out once, and for good."""

import re
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse

from network.slugs import unique_slug
from search.site import LANGUAGE_NAMES

_SLUG = re.compile(r"[-a-zA-Z0-9_]+")


class TakenAddress(models.Model):
    """An address that a text has or had. It outlives the text: what was cited never leads to something else."""

    kind = models.CharField(max_length=20)
    address = models.SlugField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "address"], name="address_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.address}"


def take_address(model: Any, title: str) -> str:
    """An address for a text of this title that no page of `model` (CasePage or PracticePage) has or ever had. It is
    taken in the transaction of the caller, so that of two at once each gets his own."""
    return unique_slug(title, taken=lambda address: not _take(model, address), fallback=model.KIND)


def keep_address(model: Any, address: str) -> str:
    """The address that a new page brings along, if it may have it; or else an empty one."""
    return address if _SLUG.fullmatch(address) and _take(model, address) else ""


def _take(model: Any, address: str) -> bool:
    _row, is_new = TakenAddress.objects.get_or_create(kind=model.KIND, address=address)
    # A page may have come from a dump of its table alone.
    return is_new and not model.objects.filter(address=address).opened().exists()


def address_url(kind: str, address: str) -> str:
    """Where a text stands; the list of its kind, should its address be broken: one row takes no page of others down."""
    try:
        return reverse(kind, args=[address])
    except NoReverseMatch:
        return reverse(f"{kind}s")


def path_in(language: str, path: str) -> str:
    """The same page with its interface in `language`."""
    _empty, prefix, rest = path.split("/", 2)
    return f"/{language}/{rest}" if prefix in LANGUAGE_NAMES else reverse("home")
