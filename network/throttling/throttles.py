"""What can be tried, how often it is free, and how the wait grows. A wait is caused by one's own tries alone.

Tries of one account from one place are counted together. So nobody locks another out: neither five wrong passwords from
elsewhere, nor the slips of a whole room behind one address. Where an account or a place is tried far too often, the waits
there grow faster, but the first try of each account from each place stays free.
"""

from dataclasses import dataclass, replace
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Throttle:
    """Times in seconds. free: tries before the first wait, which then doubles up to the longest."""

    name: str
    free: int = 5
    first_wait: int = 15
    longest_wait: int = 15 * 60
    # Beyond so many tries a day for one account, or in an hour from one place, waits there grow as under pressure.
    tries_of_account: int = 50
    tries_from_place: int = 60

    def wait_after(self, tries: int) -> timedelta:
        """How long one waits after the given number of tries in a row."""
        if tries < self.free:
            return timedelta(0)
        # Twenty doublings are beyond every longest wait; more would only make huge numbers.
        return timedelta(seconds=min(self.longest_wait, self.first_wait * 2 ** min(tries - self.free, 20)))

    def under_pressure(self) -> "Throttle":
        return replace(self, free=1, first_wait=self.first_wait * 4, longest_wait=self.longest_wait * 4)


SIGN_IN = Throttle("sign-in")
PASSWORD = Throttle("password")  # the old one, asked for before a new one is set
SECOND_STEP = Throttle("second-step", tries_of_account=20)
# What sends a mail counts even when it succeeds.
RESET = Throttle("reset", free=3, first_wait=120, longest_wait=60 * 60)
ADDRESS = Throttle("address", free=3, first_wait=120, longest_wait=60 * 60)

# Hashing a password takes a processor a while, so one place gets no more of them in a minute, right or wrong.
MAX_TRIES_PER_MINUTE = 100
# Mails to one address in a day, whoever asks. Those that came still work, so that this locks nobody out either.
MAX_MAILS_PER_DAY = 10
