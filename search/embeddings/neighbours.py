"""What is near to a query in meaning, and how much of that is worth showing to somebody who typed other words."""

from collections.abc import Mapping
from statistics import mean, pstdev

from search.engines.passages import Thing, Vector
from search.engines.protocol import Engine
from search.engines.responses import Neighbour

# Nearest things whose similarity is known to the ranking.
DEPTH = 100
# A vector always has nearest neighbours, and no similarity separates right from wrong. So only a few are found by meaning
# alone, those that stand out from the others: nearer than their mean by a standard deviation. (Some twelve of a hundred;
# on 73 collections this lost nothing of nDCG@10 against showing all of them.)
MAX_FOUND = 20


def find_neighbours(engine: Engine, vector: Vector, keys: frozenset[str]) -> Mapping[Thing, Neighbour]:
    """The nearest things that `keys` open, the nearest first."""
    return {one.thing: one for one in engine.knn(vector, keys=keys, limit=DEPTH)}


def outliers(neighbours: Mapping[Thing, Neighbour]) -> frozenset[Thing]:
    """Those that are found although they have none of the words."""
    if not neighbours:
        return frozenset()
    similarities = [one.similarity for one in neighbours.values()]
    enough = mean(similarities) + pstdev(similarities)
    return frozenset([thing for thing, one in neighbours.items() if one.similarity >= enough][:MAX_FOUND])
