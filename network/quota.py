"""How much of something one member may do in a time: a count in the cache, which all processes of the site share."""

from dataclasses import dataclass
from time import time

from django.core.cache import caches

from network.access.broadcasts import LAYER_ERRORS
from network.access.seals import seal


@dataclass(frozen=True, slots=True)
class Quota:
    """most: of whatever is counted, a member, in each stretch of `seconds`."""

    name: str
    most: int
    seconds: int

    def take(self, member_id: int | None, amount: int = 1) -> bool:
        """Whether so much is still left; what is asked for counts, even in vain. Without the cache there is no limit."""
        # Sealed: a copy of the cache would tell who saves just now.
        key = f"quota:{self.name}:{seal('quota', self.name, member_id, int(time() // self.seconds))}"
        cache = caches["allowances"]
        try:
            cache.add(key, 0, timeout=2 * self.seconds)
            return cache.incr(key, amount) <= self.most
        except (ValueError, *LAYER_ERRORS):
            return True
