"""What somebody wrote in a room, as HTML: rendered once, when it is written, and kept beside the text."""

from network.markup import from_markdown


def rendered(text: str) -> str:
    """Markdown and bare addresses as clean HTML; single line breaks stay, as people who write messages expect."""
    return from_markdown(text.strip())
