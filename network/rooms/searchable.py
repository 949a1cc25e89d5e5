"""What search is told of discussions."""


def register_discussions() -> None:
    """Make discussions findable."""
