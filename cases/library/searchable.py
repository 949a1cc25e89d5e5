"""What search is told of cases and practices."""


def register_pages() -> None:
    """Make cases and practices findable."""
