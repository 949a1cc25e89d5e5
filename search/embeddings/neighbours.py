"""What is near to a query in meaning, and how much of that is worth showing to somebody who typed other words."""

from collections.abc import Mapping
from statistics import mean, pstdev

from search.engines.passages import Thing, Vector
from search.engines.protocol import Engine
from search.engines.responses import Neighbour

# Nearest things whose closeness is known to the ranking.
DEPTH = 100
# A vector always has nearest neighbours, and no closeness separates right from wrong. So only a few are found by meaning
# alone, those that stand out from the others: nearer than their mean by a standard deviation. (Some twelve of a hundred;
# on 73 collections this lost nothing of nDCG@10 against showing all of them.)
MAX_FOUND = 20


def nearest(target: Engine, vector: Vector, keys: frozenset[str]) -> Mapping[Thing, Neighbour]:
    """The nearest things that `keys` open, the nearest first."""
    return {near.thing: near for near in target.knn(vector, keys=keys, limit=DEPTH)}


def outliers(near: Mapping[Thing, Neighbour]) -> frozenset[Thing]:
    """Those that are found although they have none of the words."""
    if not near:
        return frozenset()
    closeness = [one.similarity for one in near.values()]
    enough = mean(closeness) + pstdev(closeness)
    return frozenset([thing for thing, one in near.items() if one.similarity >= enough][:MAX_FOUND])
