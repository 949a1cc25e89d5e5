"""What stands within a line of Markdown: emphasis, code, links, bare addresses. One pass over it, and one over its marks.

CommonMark 0.31, with three differences for people who write and do not program: a star between two letters or figures
opens nothing (5*3*2), a closed pair of stars may stand next to any letter, and what is no link is shown as it was typed.
"""

import re
from dataclasses import dataclass
from html import escape, unescape

from network.markup.links import links_in

_SPECIAL = re.compile(r"\\|`++|!?\[|\]|\*++|_++|<|&|[ \t]*+\n[ \t]*+")
_ESCAPED = re.compile(r"""\\([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000}+)>|<([\w.+-]{1,64}+@[\w.-]{1,253}+)>", re.IGNORECASE)
_TARGET = re.compile(
    r"""\([ \n]*+(?:<(?P<pointed>[^<>\n]{0,2000}+)>|(?P<bare>[^\s()<>]{0,2000}+(?:\([^\s()<>]{0,500}+\)[^\s()<>]{0,2000}+){0,8}+))
    (?:[ \n]++(?:"(?P<double>[^"]{0,1000}+)"|'(?P<single>[^']{0,1000}+)'))?+[ \n]*+\)""",
    re.VERBOSE,
)
_SAFE = re.compile(r"(?:https?:|mailto:|[^:/?#]*+(?:[/?#]|$))", re.IGNORECASE)
MAX_OPEN_MARKS = 40  # that wait for their pair, and so the depth to which emphasis can stand within emphasis
MAX_CODE_MARKS = 8  # of longer runs nobody makes code, and each length is looked for by itself


@dataclass(slots=True)
class _Run:
    """A run of stars or underscores at `piece` of the output; `count` of them are not paired yet."""

    piece: int
    letter: str
    count: int
    length: int
    can_open: bool
    can_close: bool
    opened: str = ""
    closed: str = ""


@dataclass(slots=True)
class _Bracket:
    piece: int
    runs: int
    is_picture: bool


def spans_to_html(text: str) -> str:
    return _Reader(text.strip()).html()


def typed_to_html(text: str) -> str:
    """As it was typed, mark for mark, with its addresses as links."""
    pieces, place = [], 0
    for link in links_in(text):
        pieces += [escape(text[place : link.start], quote=False), _link(link.href, text[link.start : link.end])]
        place = link.end
    return "".join([*pieces, escape(text[place:], quote=False)]).replace("\n", "<br>\n")


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0
        self.pieces: list[str] = []
        self.runs: list[_Run] = []
        self.brackets: list[_Bracket] = []
        self.bare: dict[int, str] = {}  # pieces that are addresses, and links unless they stand in another
        self.no_code_of: set[int] = set()  # lengths of runs of ` that no other one closes

    def html(self) -> str:
        links = links_in(self.text)
        link = next(links, None)
        while self.place < len(self.text):
            while link and link.start < self.place:
                link = next(links, None)
            special = _SPECIAL.search(self.text, self.place)
            start = special.start() if special else len(self.text)
            if link and link.start <= start:
                self._literal(self.text[self.place : link.start])
                self.bare[len(self.pieces)] = words = self.text[link.start : link.end]
                self.pieces.append(_link(link.href, words))
                self.place = link.end
                continue
            self._literal(self.text[self.place : start])
            self.place = start
            if special:
                self._take(special[0])
        self._pair(0)
        return "".join(self.pieces)

    def _literal(self, text: str) -> None:
        if text:
            self.pieces.append(escape(text, quote=False))

    def _take(self, mark: str) -> None:
        start = self.place
        self.place += len(mark)
        if mark == "\\":
            self._escaped(start)
        elif mark[0] == "`":
            self._code(len(mark))
        elif mark[0] in "*_":
            self._run(start, mark)
        elif mark in {"[", "!["}:
            self.brackets.append(_Bracket(len(self.pieces), len(self.runs), mark == "!["))
            self.pieces.append(mark)
        elif mark == "]":
            self._close_bracket()
        elif mark == "<":
            self._autolink(start)
        elif mark == "&":
            self._entity(start)
        else:
            self.pieces.append("<br>\n")

    def _entity(self, start: int) -> None:
        entity = _ENTITY.match(self.text, start)
        self.place = entity.end() if entity else self.place
        self._literal(unescape(entity[0]) if entity else "&")

    def _escaped(self, start: int) -> None:
        if found := _ESCAPED.match(self.text, start):
            self.place = found.end()
            self._literal(found[1])
        elif self.text.startswith("\\\n", start):
            return  # the break itself is taken next
        else:
            self._literal("\\")

    def _code(self, length: int) -> None:
        if length <= MAX_CODE_MARKS and length not in self.no_code_of:
            closing = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(self.text, self.place)
            if closing:
                words = self.text[self.place : closing.start()].replace("\n", " ")
                if words.startswith(" ") and words.endswith(" ") and words.strip():
                    words = words[1:-1]
                self.pieces.append(f"<code>{escape(words, quote=False)}</code>")
                self.place = closing.end()
                return
            self.no_code_of.add(length)
        self._literal("`" * length)

    def _run(self, start: int, mark: str) -> None:
        before = self.text[start - 1] if start else " "
        after = self.text[self.place] if self.place < len(self.text) else " "
        can_open, can_close = not after.isspace(), not before.isspace()
        if mark[0] == "_":
            can_open, can_close = can_open and not before.isalnum(), can_close and not after.isalnum()
        elif len(mark) == 1 and before.isalnum() and after.isalnum():
            can_open, can_close = False, not (before.isdigit() and after.isdigit())
        self.runs.append(_Run(len(self.pieces), mark[0], len(mark), len(mark), can_open, can_close))
        self.pieces.append(mark)

    def _autolink(self, start: int) -> None:
        if found := _AUTOLINK.match(self.text, start):
            self.place = found.end()
            self.pieces.append(_link(found[1] or f"mailto:{found[2]}", found[1] or found[2]))
        else:
            self._literal("<")

    def _close_bracket(self) -> None:
        bracket = self.brackets.pop() if self.brackets else None
        target = _TARGET.match(self.text, self.place) if bracket else None
        href = _plain(target["pointed"] or target["bare"] or "") if target else ""
        if bracket is None or target is None or not _SAFE.match(href):
            self.pieces.append("]")
            return
        self.place = target.end()
        self._pair(bracket.runs)
        for piece in range(bracket.piece + 1, len(self.pieces)):
            if words := self.bare.get(piece):
                self.pieces[piece] = escape(words, quote=False)
        is_empty = not "".join(self.pieces[bracket.piece + 1 :]).strip()
        title = _plain(target["double"] or target["single"] or "")
        titled = f' title="{escape(title)}"' if title else ""
        self.pieces[bracket.piece] = f'<a href="{escape(href)}"{titled}>'
        if bracket.is_picture and is_empty:
            self._literal(href)  # a picture would ask another host, and tell it who reads: it becomes a link
        self.pieces.append("</a>")
        self.brackets.clear()  # no link stands within another

    def _pair(self, first: int) -> None:
        """Pair the runs from number `first` on, and write them. A failed search is not made again below its end."""
        runs, self.runs[first:] = self.runs[first:], []
        waiting: list[_Run] = []
        bottoms: dict[tuple[str, bool, int], int] = {}
        for run in runs:
            while run.can_close and run.count:
                key = (run.letter, run.can_open, run.length % 3)
                place = len(waiting) - 1
                while place >= bottoms.get(key, 0) and not _fits(waiting[place], run):
                    place -= 1
                if place < bottoms.get(key, 0):
                    bottoms[key] = len(waiting)
                    break
                _join(waiting[place], run)
                del waiting[place + bool(waiting[place].count) :]
                bottoms = {one: min(bottom, len(waiting)) for one, bottom in bottoms.items()}
            if run.can_open and run.count and len(waiting) < MAX_OPEN_MARKS:
                waiting.append(run)
        for run in runs:
            self.pieces[run.piece] = run.closed + run.letter * run.count + run.opened


def _fits(opening: _Run, closing: _Run) -> bool:
    if opening.letter != closing.letter:
        return False
    if not (opening.can_close or closing.can_open):
        return True
    return (opening.length + closing.length) % 3 != 0 or opening.length % 3 == closing.length % 3 == 0


def _join(opening: _Run, closing: _Run) -> None:
    count = 2 if min(opening.count, closing.count) > 1 else 1
    tag = "strong" if count == 2 else "em"
    opening.count -= count
    closing.count -= count
    opening.opened = f"<{tag}>{opening.opened}"
    closing.closed += f"</{tag}>"


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words, quote=False)}</a>'


def _plain(text: str) -> str:
    return unescape(_ESCAPED.sub(r"\1", text))
