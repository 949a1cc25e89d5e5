"""Counting tries, and forgetting them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from network.access.gate import action
from network.throttling.errors import TooManyTries
from network.throttling.models import AttemptCount
from network.throttling.places import account_hash, network_of, place_of
from network.throttling.throttles import MAX_MAILS_PER_DAY, MAX_TRIES_PER_MINUTE, Throttle

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
LIFTED_FOR = timedelta(hours=4)  # a session in a room, and the break after it
# Beyond it the rows of those who tried least go first, so that filling the table frees no one who guesses.
MAX_COUNTS = 50_000
TIDY_EVERY = 500  # new rows, should no worker run beside the site

ALL = ""
BURST, LIFTED, MAIL = "burst", "lifted", "mail"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One that was counted before it was made, so that many at once are many."""

    throttle: Throttle
    account: str
    place: str
    is_counted_for_all: bool

    @action
    def succeed(self) -> None:
        """It was no slip: what was counted for this account from this place is forgotten."""
        # Not deleted: another try may be about to lock it.
        own = AttemptCount.objects.filter(throttle=self.throttle.name, account=self.account, place=self.place)
        own.update(tries=0, waits_until=None)
        if not self.is_counted_for_all:
            return
        for account, place in ((self.account, ALL), (ALL, self.place)):
            rows = AttemptCount.objects.filter(throttle=self.throttle.name, account=account, place=place, tries__gt=0)
            rows.update(tries=F("tries") - 1)


@action
def begin(throttle: Throttle, request: HttpRequest, *, email: str) -> Attempt:
    """Count one try at `throttle` for the account of `email`. Raises TooManyTries, and then counts nothing."""
    account, now = account_hash(email), timezone.now()
    place = place_of(request, account)
    own = _locked(throttle.name, account, place, now, DAY)
    now = timezone.now()  # another try may have held the row meanwhile
    if own.waits_until and own.waits_until > now:
        raise TooManyTries(own.waits_until - now)
    is_lifted = AttemptCount.objects.from_place(place).filter(throttle=LIFTED, waits_until__gt=now).exists()
    if not is_lifted:
        _refuse_bursts(place, now)
    # What an account's own browser does is not held against others, nor what others do against it.
    is_counted_for_all = not is_lifted and place == network_of(request)
    if is_counted_for_all and _is_pressed(throttle, account, place, now):
        throttle = throttle.under_pressure()
    _count(own, throttle, now)
    return Attempt(throttle, account, place, is_counted_for_all)


def _count(own: AttemptCount, throttle: Throttle, now: datetime) -> None:
    own.tries += 1
    wait = throttle.wait_after(own.tries)
    own.waits_until = now + wait if wait else None
    own.forgotten_at = now + DAY
    own.save(update_fields=["tries", "waits_until", "forgotten_at"])
    if own.pk % TIDY_EVERY == 0:
        tidy()


@action
def may_mail(email: str) -> bool:
    """Count one mail to `email`; False when today's are used up."""
    row = _locked(MAIL, account_hash(email), ALL, timezone.now(), DAY)
    row.tries += 1
    row.save(update_fields=["tries", "waits_until", "forgotten_at"])
    return row.tries <= MAX_MAILS_PER_DAY


@action
def lift_for_account(email: str) -> None:
    """Whoever waits for this account need not wait any longer."""
    AttemptCount.objects.about(account_hash(email)).delete()


@action
def lift_for_network(request: HttpRequest) -> None:
    """Nobody in this room waits any longer, and for some hours their number is held against nobody there."""
    place, until = network_of(request), timezone.now() + LIFTED_FOR
    AttemptCount.objects.from_place(place).delete()
    AttemptCount.objects.create(throttle=LIFTED, account=ALL, place=place, waits_until=until, forgotten_at=until)


@action
def tidy() -> int:
    """Forget what is over, and what is too much. Returns how many rows are left."""
    AttemptCount.objects.outlived(timezone.now()).delete()
    left = AttemptCount.objects.count()
    if left > MAX_COUNTS:
        least = AttemptCount.objects.exclude(throttle=LIFTED).order_by("tries", "forgotten_at", "pk")
        AttemptCount.objects.filter(pk__in=list(least.values_list("pk", flat=True)[: left - MAX_COUNTS])).delete()
        left = MAX_COUNTS
    return left


def waits_of(email: str) -> list[datetime]:
    """Until when this account waits, from each place, the longest first."""
    waiting = AttemptCount.objects.about(account_hash(email)).waiting(timezone.now()).order_by("-waits_until")
    return [until for until in waiting.values_list("waits_until", flat=True) if until]


def _locked(throttle: str, account: str, place: str, now: datetime, kept: timedelta) -> AttemptCount:
    """The count, held until the try is counted. One whose time is over counts anew."""
    new = AttemptCount(throttle=throttle, account=account, place=place, forgotten_at=now + kept)
    AttemptCount.objects.bulk_create([new], ignore_conflicts=True)
    row = AttemptCount.objects.select_for_update().filter(throttle=throttle, account=account, place=place).first()
    if row is None:  # tidied away between the two statements
        return _locked(throttle, account, place, now, kept)
    if row.forgotten_at <= now:
        row.tries, row.waits_until, row.forgotten_at = 0, None, now + kept
    return row


def _refuse_bursts(place: str, now: datetime) -> None:
    row = _locked(BURST, ALL, place, now, MINUTE)
    if row.tries >= MAX_TRIES_PER_MINUTE:
        raise TooManyTries(row.forgotten_at - now)
    row.tries += 1
    row.save(update_fields=["tries", "waits_until", "forgotten_at"])


def _is_pressed(throttle: Throttle, account: str, place: str, now: datetime) -> bool:
    of_account = _locked(throttle.name, account, ALL, now, DAY)
    from_place = _locked(throttle.name, ALL, place, now, HOUR)
    for row in (of_account, from_place):
        row.tries += 1
        row.save(update_fields=["tries", "waits_until", "forgotten_at"])
    return of_account.tries > throttle.tries_of_account or from_place.tries > throttle.tries_from_place
