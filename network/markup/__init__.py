"""Text that people write, as HTML that is safe to show. Cleaned where it comes in, once, and shown as it is kept.

Whatever it holds, the time it takes grows with its length and no faster: one member's text must not stop the others.
"""

from network.markup.html_text import clean, plain
from network.markup.links import links_in
from network.markup.markdown import from_markdown
from network.markup.tags import pieces_of

__all__ = ["clean", "from_markdown", "links_in", "pieces_of", "plain"]
