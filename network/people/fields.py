"""Names and addresses of accounts: one spelling each, whichever door they came through."""

import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# Controls, marks of direction and joins that nobody sees, halves of characters, and what fonts keep for themselves.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def normalize_line(text: str) -> str:
    """One line as it is read: nothing unseen, single spaces, composed (NFC)."""
    # Spaces first: what a slide breaks its lines with is a control too, and parts words.
    apart = " ".join(text.split())
    seen = "".join(letter for letter in apart if unicodedata.category(letter) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def normalize_address(text: str) -> str:
    """An address as its account is known by: in small letters, so that three spellings of it are one account."""
    return normalize_line(normalize_line(text).lower())


class LineField(models.CharField[Any, Any]):
    """A text of one line, normalised by the field itself: forms, commands, imports and queryset updates write the same."""

    def normalize(self, text: str) -> str:
        return normalize_line(text)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.normalize(text) if isinstance(text, str) else text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        value = self.normalize(value) if isinstance(value, str) else value
        return super().get_db_prep_save(value, connection)


class AddressField(LineField, models.EmailField[Any, Any]):
    """The e-mail address of an account. What is looked up is normalised too, so that any spelling finds it."""

    def normalize(self, text: str) -> str:
        return normalize_address(text)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return self.normalize(value) if isinstance(value, str) else value
