"""A refusal: the rule says no, and says it in a sentence that the member can act on."""

from django.utils.functional import Promise


class Refusal(Exception):
    """Raised by actions. `sentence` is translated where the rule stands; `str()` gives it in the active language."""

    sentence: str | Promise = ""
    status = 422

    def __init__(self, **details: object) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        return str(self.sentence) % self.details if self.details else str(self.sentence)
