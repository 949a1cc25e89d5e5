"""The usual figures of a ranked retrieval."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over queries, each 0 to 1. A query without any result counts as 0."""

    queries: int
    ndcg_at_10: float
    recall_at_100: float
    mrr: float


def evaluate(relevant: Mapping[str, Mapping[str, int]], found: Mapping[str, Sequence[str]]) -> Figures:
    """relevant: query to document to grade. found: query to documents, the best first.

    nDCG with the gain 2^grade - 1 (Burges et al., "Learning to Rank using Gradient Descent", 2005).
    """
    scores = [_of_query(grades, found.get(query, ())) for query, grades in relevant.items()]
    count = len(scores) or 1
    ndcg, recall, reciprocal = (sum(column) / count for column in zip(*scores, strict=True)) if scores else (0, 0, 0)
    return Figures(len(scores), ndcg, recall, reciprocal)


def _of_query(grades: Mapping[str, int], order: Sequence[str]) -> tuple[float, float, float]:
    gained = _discounted(grades.get(document, 0) for document in order[:10])
    ideal = _discounted(sorted(grades.values(), reverse=True)[:10])
    recall = sum(document in grades for document in order[:100]) / len(grades)
    first = next((place for place, document in enumerate(order, 1) if document in grades), 0)
    return gained / ideal, recall, 1 / first if first else 0.0


def _discounted(grades: Iterable[int]) -> float:
    return sum((pow(2.0, grade) - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
