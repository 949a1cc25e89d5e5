"""The reading list of a member, as one piece that the site alone can open.

What somebody reads on tells what he works on, or is afraid of. So a copy of the database tells that he has a list: neither which
texts stand on it, nor how many, nor since when.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.access.encryption import decrypt, encrypt
from network.access.seals import derived_keys

MAX_TEXTS = 200
_DAY_BYTES = 4
_ENTRY_BYTES = 16 + _DAY_BYTES
# However few stand on it, a list is as long as a full one.
_LIST_BYTES = MAX_TEXTS * _ENTRY_BYTES


@dataclass(frozen=True, slots=True)
class SavedText:
    """key: that a text and its translations share, so that they are saved together."""

    key: UUID
    day: date


class ReadingListQuerySet(models.QuerySet["ReadingList"]):
    def sealed_of(self, member_id: int | None) -> models.Subquery:
        """For what is read together with something else: `unsealed` has its entries."""
        return models.Subquery(self.filter(member=member_id).values("sealed"), output_field=models.BinaryField())

    def unsealed(self, member_id: int | None, sealed: bytes | None) -> list[SavedText]:
        return self.model(member_id=member_id, sealed=sealed).entries() if sealed else []

    def entries_of(self, member_id: int | None) -> list[SavedText]:
        """Those last saved first. They say nothing of whether he may read them still: the gate does."""
        found = self.filter(member=member_id).first() if member_id else None
        return found.entries() if found else []

    def under_older_keys(self) -> Self:
        return self.exclude(key_mark=_key_mark())


class ReadingList(models.Model):
    """key_mark: of the key under which it is sealed, so that it is found when a newer one has come."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    sealed = models.BinaryField()
    key_mark = models.CharField(max_length=16, db_index=True)

    objects = ReadingListQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading list")
        verbose_name_plural = _("reading lists")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.member_id}"

    def entries(self) -> list[SavedText]:
        """Nothing where no key opens it: what was sealed under a key that is lost is lost."""
        try:
            return self.open()
        except InvalidTag:
            return []

    def open(self) -> list[SavedText]:
        """Raises InvalidTag."""
        return list(_unpacked(decrypt(self._purpose, bytes(self.sealed))))

    def seal(self, entries: Sequence[SavedText]) -> None:
        """Under the newest key. Nothing is saved yet."""
        packed = b"".join(one.key.bytes + one.day.toordinal().to_bytes(_DAY_BYTES) for one in entries)
        self.sealed = encrypt(self._purpose, packed.ljust(_LIST_BYTES, b"\0"))
        self.key_mark = _key_mark()

    @property
    def _purpose(self) -> str:
        """A key for each member: a list that is put into another's row opens to nobody."""
        return f"reading-list:{self.member_id}"


def _unpacked(packed: bytes) -> Iterator[SavedText]:
    for begin in range(0, len(packed), _ENTRY_BYTES):
        entry = packed[begin : begin + _ENTRY_BYTES]
        if not any(entry):
            return
        yield SavedText(UUID(bytes=entry[:16]), date.fromordinal(int.from_bytes(entry[16:])))


def _key_mark() -> str:
    return derived_keys("reading-list-mark")[0].hex()[:16]
