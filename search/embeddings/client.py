"""Asking an embeddings server, in the protocol that OpenAI's began and nearly all such servers speak."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Literal

import numpy as np
import urllib3
from django.conf import settings

from search.circuit_breaker import CircuitBreaker
from search.engines.passages import Vector

Use = Literal["query", "passage"]

# A worker waits so long for the vector of a long text; a person who asks waits as long as the settings say.
SECONDS_FOR_A_PASSAGE = 60.0
COOLDOWN_SECONDS = 15.0
MAX_DIMENSIONS = 4_096


class EmbeddingsUnavailable(Exception):
    """There is no server, or it does not answer, or what it answers is no vector. Search goes on by words."""


class EmbeddingsClient:
    """One server. Threads may use it at the same time."""

    def __init__(self, url: str, model: str, *, patience: float) -> None:
        """patience: seconds that a query's vector is waited for."""
        self.model = model
        self._seconds = {"query": patience, "passage": SECONDS_FOR_A_PASSAGE}
        self._address = f"{url.rstrip('/').removesuffix('/v1')}/v1/embeddings"
        self._connections = urllib3.PoolManager(maxsize=4, retries=False)
        self._breaker = CircuitBreaker(cooldown_seconds=COOLDOWN_SECONDS)

    def vectors(self, texts: Sequence[str], use: Use) -> list[Vector]:
        """One vector of length 1 for each text. Raises EmbeddingsUnavailable, at once while the server is left alone."""
        if self._breaker.is_open:
            raise EmbeddingsUnavailable("The embeddings server has just failed and is left alone for some seconds.")
        try:
            vectors = self._ask(texts, use)
        except EmbeddingsUnavailable:
            self._breaker.note_failure()
            raise
        self._breaker.note_success()
        return vectors

    def _ask(self, texts: Sequence[str], use: Use) -> list[Vector]:
        body = json.dumps({"input": list(texts), "model": f"{self.model}-{use}", "input_type": use})
        try:
            response = self._connections.request(
                "POST",
                self._address,
                body=body.encode(),
                headers={"Content-Type": "application/json"},
                timeout=urllib3.Timeout(connect=0.5, read=self._seconds[use]),
            )
            if response.status != 200:
                raise EmbeddingsUnavailable(f"The embeddings server answered {response.status}.")
            return _read(response.json(), len(texts))
        except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError) as error:
            raise EmbeddingsUnavailable(f"The embeddings server did not answer as it should: {error!r}.") from error


def use_server(url: str) -> None:
    """Let this process, and those that it starts, ask this server; none where it is empty."""
    settings.EMBEDDINGS_URL = url


def is_never_asked() -> bool:
    """Whether the settings say that search goes by words alone, and not just that there is no server yet."""
    return settings.EMBEDDINGS_URL == ""


def model_name() -> str:
    return str(settings.EMBEDDINGS_MODEL)


def embeddings() -> EmbeddingsClient | None:
    """The server in use, or None where search goes by words alone."""
    if not settings.EMBEDDINGS_URL:
        return None
    return _server(settings.EMBEDDINGS_URL, settings.EMBEDDINGS_MODEL, settings.EMBEDDINGS_PATIENCE)


@cache
def _server(url: str, model: str, patience: float) -> EmbeddingsClient:
    return EmbeddingsClient(url, model, patience=patience)


def _read(answer: dict[str, list[dict[str, list[float]]]], count: int) -> list[Vector]:
    vectors = [np.asarray(one["embedding"], dtype=np.float32) for one in answer["data"]]
    if len(vectors) != count:
        raise ValueError(f"{len(vectors)} vectors for {count} texts")
    return [_of_length_one(vector, len(vectors[0])) for vector in vectors]


def _of_length_one(vector: Vector, dimensions: int) -> Vector:
    length = float(np.linalg.norm(vector)) if vector.shape == (dimensions,) else 0.0
    if not 0 < dimensions <= MAX_DIMENSIONS or not np.isfinite(length) or length == 0:
        raise ValueError("what should be a vector is none")
    return np.asarray(vector / length, dtype=np.float32)
