"""What a new password has to be, in the words of the house: Django's are not whole in all seven languages."""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "This password is too short: take at least %(number)d character.",
            "This password is too short: take at least %(number)d characters.",
            self.min_length,
        ) % {"number": self.min_length}


class NotOneself(django.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))

    def get_error_message(self) -> str:
        return _("This password is too much like your name or your address. Take another one.")


class NotEverybodys(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people have this password, so it is the first that is tried. Take another one.")
