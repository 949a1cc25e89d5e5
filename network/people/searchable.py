"""What search is told of people."""


def register_people() -> None:
    """Make people findable."""
