"""A section as plain text, for browsers without JavaScript: paragraphs, ### headings, - lists, [words](address), | tables |."""

from html.parser import HTMLParser

BLOCKS = frozenset("p h3 h4 ul ol li blockquote table thead tbody tr td th caption hr pre".split())
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
HEADINGS = {"h3": "### ", "h4": "#### "}


def to_plain(html: str) -> str:
    """`html`, as `network.markup.clean` leaves it, as text that `network.markup.from_markdown` reads back."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Collects blocks. `_indent` is what stands before each line: of quotations, and of lists within lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._words = ""
        self._lists: list[int | None] = []  # of each open list the last number, None for dots
        self._marker = ""
        self._quoted = 0
        self._cells: list[str] | None = None
        self._head_ended = False
        self._address = ""

    def text(self) -> str:
        self._end_block()
        return "\n".join(self._blocks).replace("\n\n\n", "\n\n").strip()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and self._cells is None:
            self._end_block()
        if tag in MARKS:
            self._words += MARKS[tag]
        elif tag == "br":
            self._words += " " if self._cells is not None else "\n"
        elif tag == "a":
            self._address = dict(attributes).get("href") or ""
            self._words += "[" if self._address else ""
        elif tag in HEADINGS:
            self._marker = HEADINGS[tag]
        elif tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._marker = self._next_marker()
        elif tag == "blockquote":
            self._quoted += 1
        elif tag == "table":
            self._head_ended = False
        elif tag == "tr":
            self._cells = []
        elif tag == "hr":
            self._blocks.append("\n---\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            self._words = _close_mark(self._words, MARKS[tag])
        elif tag == "a" and self._address:
            self._words += f"]({self._address})"
            self._address = ""
        elif tag in {"td", "th"} and self._cells is not None:
            self._cells.append(" ".join(self._words.split()))
            self._words = ""
        elif tag == "tr":
            self._end_row()
        elif tag in BLOCKS and self._cells is None:
            self._end_block()
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()
            if tag == "blockquote":
                self._quoted -= 1

    def handle_data(self, data: str) -> None:
        self._words += data if data.strip() else " " * bool(self._words)

    def _next_marker(self) -> str:
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            return f"{self._lists[-1]}. "
        return "- "

    def _end_block(self) -> None:
        words = self._words.strip()
        self._words = ""
        if not words:
            return
        inner = "   " * max(0, len(self._lists) - 1)
        before = "> " * self._quoted + inner
        first, *rest = words.splitlines()
        hanging = before + " " * len(self._marker) if self._lists else before
        lines = [before + self._marker + first.strip(), *(hanging + line.strip() for line in rest)]
        block = "\n".join(lines)
        # The lines of one list stay together, everything else stands apart.
        self._blocks.append(block if self._lists and self._marker else f"\n{block}\n")
        self._marker = ""

    def _end_row(self) -> None:
        row = self._cells or []
        self._cells = None
        line = f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
        if self._head_ended:
            self._blocks.append(line)
        else:
            self._head_ended = True
            self._blocks.append(f"\n{line}\n|{' --- |' * len(row)}")


def _close_mark(words: str, mark: str) -> str:
    """The closing mark stands at the last letter: `**so **` would not be read as bold."""
    bare = words.rstrip()
    return bare + mark + words[len(bare) :]
