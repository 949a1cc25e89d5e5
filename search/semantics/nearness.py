"""What is near to a query in meaning, and how much of that is worth showing to somebody who typed other words."""

from collections.abc import Mapping

from search.engines.protocol import Engine, Near, Thing, Vector

# Nearest things whose closeness is known to the ranking.
DEPTH = 100
# A vector always has nearest neighbours, and no closeness separates right from wrong. So only a few are found by meaning
# alone, those that are nearly as near as the nearest.
MOST_FOUND = 20
MARGIN = 0.06


def nearest(target: Engine, vector: Vector, keys: frozenset[str]) -> Mapping[Thing, Near]:
    """The nearest things that `keys` open, the nearest first."""
    return {near.thing: near for near in target.nearest(vector, keys=keys, limit=DEPTH)}


def standing_out(near: Mapping[Thing, Near]) -> frozenset[Thing]:
    """Those that are found although they have none of the words."""
    if not near:
        return frozenset()
    enough = max(one.closeness for one in near.values()) - MARGIN
    return frozenset([thing for thing, one in near.items() if one.closeness >= enough][:MOST_FOUND])
