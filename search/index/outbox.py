"""Telling the index that something changed: one row, in the transaction of the change itself."""

from search.index.models import Change


def changed(kind: str, thing: int) -> None:
    """Note that the thing is to be indexed anew, or taken out. Call it inside the transaction that changes it."""
    Change.objects.create(kind=kind, thing=thing)
