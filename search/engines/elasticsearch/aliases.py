"""Where entries stand: one index an audience, so that hidden texts do not weigh words, and one for all talk.

Every index has an own name that tells its generation; what is asked and written are aliases: `…-living-…`, and `…-building-…`
for the generation that is being built. So a generation is exchanged in one step.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from uuid import uuid4

from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.mapping import mapping

TALK = "talk"
LIVE, BUILDING = "living", "building"


def partition_of(audience: str) -> str:
    """Names of indices take neither colons nor capitals."""
    return hashlib.sha256(audience.encode()).hexdigest()[:16]


class Aliases:
    """The indices of one site in a cluster, all of whose names begin with `prefix`."""

    def __init__(self, client: Client, prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    def alias(self, state: str, partition: str) -> str:
        return f"{self._prefix}-{state}-{partition}"

    def all(self, state: str) -> str:
        return f"{self._prefix}-{state}-*"

    def partitions(self, keys: Iterable[str]) -> list[str]:
        """What is asked for ranked entries. One that is not there is passed over by the client."""
        return [self.alias(LIVE, partition_of(key)) for key in sorted(keys)]

    @property
    def chronological(self) -> str:
        return self.alias(LIVE, TALK)

    def create_generation(self) -> None:
        """A new generation, empty and under construction. What a killed builder left behind goes first."""
        self.discard(BUILDING)
        self._create(f"{self._prefix}-{uuid4().hex[:12]}", BUILDING, TALK)

    def ensure(self, state: str, partitions: Collection[str]) -> None:
        """That these can be written to; every generation has its talk from the beginning."""
        known = self._client.aliases(f"{self._prefix}-*")
        there = {alias for aliases in known.values() for alias in aliases}
        talk = self.alias(state, TALK)
        generation = next((name.rpartition("-")[0] for name, aliases in known.items() if talk in aliases), "")
        for partition in partitions:
            if generation and self.alias(state, partition) not in there:
                self._create(generation, state, partition)

    def swap(self) -> None:
        """The generation under construction becomes the live one, in one step; the older one goes."""
        known = self._client.aliases(f"{self._prefix}-*")
        steps = []
        for index, aliases in known.items():
            partition = index.rpartition("-")[2]
            for alias in aliases:
                steps.append({"remove": {"index": index, "alias": alias}})
            if self.alias(BUILDING, partition) in aliases:
                steps.append({"add": {"index": index, "alias": self.alias(LIVE, partition)}})
        self._client.move_aliases(steps)
        self.discard(BUILDING)

    def discard(self, state: str) -> None:
        """Remove the indices of this state, and those of none."""
        known = self._client.aliases(f"{self._prefix}-*")
        prefix = self.all(state).removesuffix("*")
        self._client.remove(
            [index for index, aliases in known.items() if not aliases or any(one.startswith(prefix) for one in aliases)]
        )

    def _create(self, generation: str, state: str, partition: str) -> None:
        alias: dict[str, dict[str, str]] = {self.alias(state, partition): {}}
        noted = mapping(built=datetime.now(UTC).isoformat())
        self._client.create(f"{generation}-{partition}", {**noted, "aliases": alias})
