"""What search is told of materials."""


def register_materials() -> None:
    """Make materials findable."""
