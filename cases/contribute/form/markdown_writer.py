"""A section as plain text, for browsers without JavaScript: paragraphs, ### headings, - lists, [words](address), | tables |."""

import re
from dataclasses import dataclass
from html import unescape

from network.markup import links_in, pieces_of

BLOCKS = frozenset("p h3 h4 ul ol li blockquote table thead tbody tr td th caption hr pre".split())
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
HEADINGS = {"h3": "### ", "h4": "#### "}

_SPACES = re.compile(r"[ \t\r\n\f]+")
# What would be read as a mark, had its author not meant the letter itself.
_INLINE = re.compile(
    r"""\\(?![^\W_])|`|(?<=\])\(|&(?=\#?\w{1,31};)|<(?=https?:|mailto:|[\w.+-]{1,64}@)
    |(?<!\s)\*|\*(?!\s|$)|(?<![^\W_])_|_(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_TIMES = re.compile(r"(?<=\d)\\\*(?=\d)")
_AT_A_LINES_BEGIN = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))|(?=\#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|~~~|[-:|=][-:|=\s]*$)")


def to_markdown(html: str) -> str:
    """`html`, as `network.markup.clean` leaves it, as text that `network.markup.from_markdown` reads back."""
    writer = _Writer()
    for piece in pieces_of(html):
        if not piece.name:
            writer.write(unescape(piece.text))
        elif piece.is_end:
            writer.end(piece.name)
        else:
            writer.start(piece.name, piece.attributes.get("href", ""))
    return writer.text()


@dataclass(slots=True)
class _List:
    """number: the last one, None for dots. width: of the marker before its items' words."""

    number: int | None
    width: int = 2


class _Writer:
    """Collects blocks; `_words` are those of the block that is open, `_opened` the marks and links within it."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._opened: list[tuple[str, int, str]] = []  # tag, where its words begin, address
        self._marked: tuple[int, str | None] = (0, None)  # where the last marked words end, and their mark
        self._lists: list[_List] = []
        self._marker = ""
        self._quoted = 0
        self._cells: list[str] | None = None
        self._head_ended = False

    def text(self) -> str:
        self._end_block()
        return "\n".join(self._blocks).replace("\n\n\n", "\n\n").strip()

    def start(self, tag: str, address: str) -> None:
        if tag in BLOCKS and self._cells is None:
            self._end_block()
        if tag in MARKS or (tag == "a" and address):
            self._opened.append((tag, len(self._words), address))
        elif tag == "br":
            self._words.append(" " if self._cells is not None else "\n")
        elif tag in HEADINGS:
            self._marker = HEADINGS[tag]
        elif tag in {"ul", "ol"}:
            self._lists.append(_List(0 if tag == "ol" else None))
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

    def end(self, tag: str) -> None:
        if tag in MARKS or tag == "a":
            self._end_mark(tag)
        elif tag in {"td", "th"} and self._cells is not None:
            self._cells.append(_SPACES.sub(" ", "".join(self._words)).strip().replace("|", "\\|"))
            self._forget_words()
        elif tag == "tr":
            self._end_row()
        elif tag in BLOCKS and self._cells is None:
            self._end_block()
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()
            if tag == "blockquote":
                self._quoted = max(0, self._quoted - 1)

    def write(self, text: str) -> None:
        words = _SPACES.sub(" ", text)
        if words != " " or self._words:
            self._words.append(_escaped(words))

    def _end_mark(self, tag: str) -> None:
        """Marks stand at the first and last letter: `** so **` would not be read as bold."""
        if not self._opened or self._opened[-1][0] != tag:
            return
        _tag, begin, address = self._opened.pop()
        words = "".join(self._words[begin:])
        bare = words.strip()
        before = next((word[-1] for word in reversed(self._words[:begin][-2:]) if word), " ")
        if not bare or (MARKS.get(tag) == "*" and before.isalnum()):
            return  # nothing to mark; or a star within a word, which is read as a star
        marked = _linked(bare, address) if tag == "a" else f"{MARKS[tag]}{bare}{MARKS[tag]}"
        lead = words[: len(words) - len(words.lstrip())]
        trail = words[len(lead) + len(bare) :]
        if (
            tag in MARKS and not (lead or self._opened) and self._marked == (begin, MARKS[tag])
        ):  # one that goes on is not closed and opened again
            marked = self._words[begin - 1].removesuffix(MARKS[tag]) + marked[len(MARKS[tag]) :]
            begin -= 1
        self._words[begin:] = [f"{lead}{marked}", *([trail] if trail else [])]
        self._marked = (len(self._words), None if self._opened else MARKS.get(tag))

    def _next_marker(self) -> str:
        if not self._lists:
            return "- "
        own = self._lists[-1]
        if own.number is None:
            return "- "
        own.number += 1
        marker = f"{own.number}. "
        own.width = len(marker)
        return marker

    def _forget_words(self) -> None:
        self._words, self._opened, self._marked = [], [], (0, None)

    def _end_block(self) -> None:
        lines = [_unlike_a_block(line.strip()) for line in "".join(self._words).strip().split("\n")]
        self._forget_words()
        if lines == [""]:
            return
        is_item = bool(self._lists and self._marker)
        outer = self._lists[:-1] if is_item else self._lists
        before = "> " * self._quoted + " " * sum(one.width for one in outer)
        hanging = before + " " * len(self._marker) if is_item else before
        block = "\n".join([before + self._marker + lines[0], *(hanging + line for line in lines[1:])])
        # The lines of one list stay together, everything else stands apart.
        self._blocks.append(block if is_item else f"\n{block}\n")
        self._marker = ""

    def _end_row(self) -> None:
        row = self._cells or []
        self._cells = None
        line = f"| {' | '.join(row)} |"
        if self._head_ended:
            self._blocks.append(line)
        else:
            self._head_ended = True
            self._blocks.append(f"\n{line}\n|{' --- |' * len(row)}")


def _linked(words: str, address: str) -> str:
    if any(link.end - link.start == len(words) and link.href == address for link in links_in(words)):
        return words
    shown = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)
    return f"[{shown}](<{address}>)" if re.search(r"[\s()]", address) else f"[{shown}]({address})"


def _escaped(text: str) -> str:
    """`text` with a backslash before what would be read as a mark; addresses stay as they are."""
    pieces, place = [], 0
    for link in links_in(text):
        pieces += [_INLINE.sub(r"\\\g<0>", text[place : link.start]), text[link.start : link.end]]
        place = link.end
    pieces.append(_INLINE.sub(r"\\\g<0>", text[place:]))
    return _TIMES.sub("*", "".join(pieces))


def _unlike_a_block(line: str) -> str:
    """A paragraph that begins with "1." or "-" is none of a list."""
    found = _AT_A_LINES_BEGIN.match(line)
    return f"{found[1] or ''}\\{line[found.end() :]}" if found else line
