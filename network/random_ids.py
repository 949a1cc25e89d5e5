"""Numbers of rows that do not count: between two of them nothing tells which row came first."""

import secrets

_BITS = 52  # a number that a browser holds exactly


def random_id() -> int:
    """A new row's number; that two rows get the same is less likely than that the disk fails."""
    return 1 + secrets.randbelow(2**_BITS - 1)
