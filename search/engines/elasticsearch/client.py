"""The connection to Elasticsearch. The only module that imports its libraries."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError, scan, streaming_bulk
from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from search.circuit_breaker import CircuitBreaker
from search.engines.protocol import EngineUnavailable

__all__ = ["Client", "Q", "Query"]

Body = dict[str, Any]

SECONDS_TO_ASK = 5.0
SECONDS_TO_WRITE = 60.0
# Bulk requests are sent again when the server is overloaded or a node has just gone.
ATTEMPTS = 4
COOLDOWN_SECONDS = 5.0
_NOWHERE = "index_not_found_exception"


class Client:
    """What the engine asks of a cluster. Every failure of the server is EngineUnavailable."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._server = Elasticsearch(list(urls), request_timeout=SECONDS_TO_ASK, retry_on_timeout=True, max_retries=2)
        self._patient = self._server.options(request_timeout=SECONDS_TO_WRITE)
        self._breaker = CircuitBreaker(cooldown_seconds=COOLDOWN_SECONDS)
        # Each search is logged at INFO otherwise, with its address.
        logging.getLogger("elastic_transport").setLevel(logging.ERROR)

    def search(self, places: str | Sequence[str], body: Body) -> Body:
        with self._translate_errors():
            return dict(self._server.search(index=_joined(places), ignore_unavailable=True, **body))

    def multi_search(self, searches: Sequence[tuple[str | Sequence[str], Body]]) -> list[Body]:
        """Several searches in one request. Their statistics of words are those of all places of a search together.

        A place that is named alone has to be there; of several, those that are not are passed over.
        """
        lines: list[Body] = []
        for places, body in searches:
            is_ranked = body["size"] and "sort" not in body
            way = "dfs_query_then_fetch" if is_ranked else "query_then_fetch"
            lines += [
                {"index": _joined(places), "ignore_unavailable": not isinstance(places, str), "search_type": way},
                body,
            ]
        with self._translate_errors():
            answers = self._server.msearch(searches=lines)["responses"]
            for response in answers:
                if "error" in response:
                    raise EngineUnavailable(f"Elasticsearch did not answer: {response['error']}.")
        return list(answers)

    def document_frequencies(
        self, places: Sequence[str], field: str, words: Collection[str]
    ) -> tuple[int, Counter[str]]:
        """In how many entries each of `words` stands, out of how many, as the server itself reckons with them.

        It looks them up in its dictionaries, as for an entry that consists of them; a place that is not there has none.
        """
        query = {"fields": [field], "term_statistics": True, "positions": False, "offsets": False, "payloads": False}
        docs = [{"_index": place, "doc": {field: " ".join(words)}, **query} for place in places]
        with self._translate_errors():
            answers = self._server.mtermvectors(docs=docs)["docs"]
            for response in answers:
                if response.get("error", {}).get("type", _NOWHERE) != _NOWHERE:
                    raise EngineUnavailable(f"Elasticsearch did not answer: {response['error']}.")
        found = [response["term_vectors"][field] for response in answers if response.get("term_vectors")]
        said: Counter[str] = Counter()
        for one in found:
            said.update({word: about.get("doc_freq", 0) for word, about in one["terms"].items()})
        return sum(one["field_statistics"]["doc_count"] for one in found), said

    def scan(self, places: str, fields: Sequence[str]) -> Iterator[Body]:
        """What stands in `places`, as it was when the first of it was read."""
        with self._translate_errors():
            yield from scan(self._patient, index=places, query={"_source": list(fields)}, size=1_000)

    def bulk(self, steps: Iterable[Body]) -> None:
        """Raises ValueError when the server takes one of the documents for nonsense."""
        with self._translate_errors():
            try:
                for _done in streaming_bulk(
                    self._patient, steps, max_retries=ATTEMPTS, initial_backoff=0.2, max_backoff=5, chunk_size=200
                ):
                    pass
            except BulkIndexError as error:
                raise _as_it_is(error) from error

    def refresh(self, places: str) -> None:
        with self._translate_errors():
            self._patient.indices.refresh(index=places)

    def create(self, index: str, body: Body) -> None:
        with self._translate_errors():
            self._patient.indices.create(index=index, **body)

    def put_mapping(self, place: str, properties: Body) -> None:
        """Map these as well; what is mapped so already stays."""
        with self._translate_errors():
            self._patient.indices.put_mapping(index=place, properties=properties)

    def aliases(self, pattern: str) -> Mapping[str, Body]:
        """Index to its aliases, for the indices whose names fit."""
        with self._translate_errors():
            return {name: found["aliases"] for name, found in self._server.indices.get_alias(index=pattern).items()}

    def move_aliases(self, actions: Sequence[Body]) -> None:
        """All at once."""
        with self._translate_errors():
            self._patient.indices.update_aliases(actions=list(actions))

    def remove(self, indices: Sequence[str]) -> None:
        with self._translate_errors():
            for index in indices:
                self._patient.indices.delete(index=index, ignore_unavailable=True)

    def exists(self, alias: str) -> bool:
        with self._translate_errors():
            return bool(self._server.indices.exists_alias(name=alias))

    def is_copied(self, pattern: str) -> bool:
        """Whether all that stands in these indices stands on a second node too."""
        with self._translate_errors():
            health = self._server.cluster.health(index=pattern)
            return bool(health["status"] == "green" and health["number_of_data_nodes"] > 1)

    def note(self, place: str) -> Body:
        """What was noted with an index when it was created."""
        with self._translate_errors():
            (mapping,) = self._server.indices.get_mapping(index=place).values()
            return dict(mapping["mappings"].get("_meta", {}))

    def size(self, places: str) -> int:
        with self._translate_errors():
            return int(
                self._server.indices.stats(index=places, metric="store")["_all"]["total"]["store"]["size_in_bytes"]
            )

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        if self._breaker.is_open:
            raise EngineUnavailable("Elasticsearch has just failed and is left alone for some seconds.")
        try:
            yield
        except NotFoundError as error:
            raise EngineUnavailable("There is no search index in Elasticsearch.") from error
        except (ApiError, TransportError) as error:
            self._breaker.note_failure()
            raise EngineUnavailable(f"Elasticsearch did not answer: {error}.") from error
        self._breaker.note_success()


def _joined(places: str | Sequence[str]) -> str:
    return places if isinstance(places, str) else ",".join(places)


def _as_it_is(error: BulkIndexError) -> Exception:
    statuses = {outcome.get("status", 500) for one in error.errors for outcome in one.values()}
    if statuses & {429, 500, 502, 503, 504}:
        return EngineUnavailable(f"Elasticsearch did not take everything: {error}.")
    return ValueError(f"Elasticsearch refused a document: {error.errors[:1]}")
