"""What somebody typed, taken apart: words, "phrases", -not, OR, and operators such as tag: or before:.

Nothing is an error. What makes no sense as it stands, such as a quotation mark without its pair, is read as the words it is
made of; an operator that was only begun is passed over.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext as _

MAX_CHARACTERS = 1_000
# More than anybody means; each costs a look-up in every partition and every language.
MAX_PARTS = 32
# Who asks for a phrase types little beside it.
WORDS_OF_A_SENTENCE = 4


class Operator(StrEnum):
    TAG = "tag"
    THEME = "theme"
    COUNTRY = "country"
    PLACE = "place"
    LANGUAGE = "lang"
    BY = "by"
    IN = "in"
    TYPE = "type"
    BEFORE = "before"
    AFTER = "after"
    HAS = "has"


# Also as a Russian keyboard has them.
OPERATORS = {operator.value: operator for operator in Operator} | {
    "language": Operator.LANGUAGE,
    "author": Operator.BY,
    "тег": Operator.TAG,
    "тема": Operator.THEME,
    "страна": Operator.COUNTRY,
    "место": Operator.PLACE,
    "язык": Operator.LANGUAGE,
    "автор": Operator.BY,
    "где": Operator.IN,
    "тип": Operator.TYPE,
    "до": Operator.BEFORE,
    "после": Operator.AFTER,
    "есть": Operator.HAS,
}
_OR = {"OR", "ИЛИ", "|"}
QUOTES = '"“”„‟«»″＂'
_MINUS = "-−–"
_PART = re.compile(
    rf"""
    (?P<minus>[{_MINUS}]*)
    (?:(?P<operator>[^\W\d_]+):)?
    (?: [{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}] | (?P<bare>[^\s{QUOTES}]+) )
    """,
    re.VERBOSE,
)


# E-mails, and hosts with or without a way behind them, in domains that people here write to.
_ADDRESS = re.compile(
    r"\S+@\S+|\S*(?:://|\bwww\.)\S+|[\w.-]+\.(?:org|com|net|int|gov|edu|info|eu|ch|ru|kz|kg|tj|tm|uz)(?:[/:?#]\S*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QueryText:
    """A word, or the words between quotation marks."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class OperatorFilter:
    """typed: the operator's name, as it was typed."""

    operator: Operator
    value: str
    negated: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """groups: all are wanted, and of each group any text. warnings: sentences on what was not read as it stands."""

    groups: tuple[tuple[QueryText, ...], ...] = ()
    excluded: tuple[QueryText, ...] = ()
    filters: tuple[OperatorFilter, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.excluded or self.filters)

    @property
    def words(self) -> str:
        """All that is wanted, as one text, to tell its language by."""
        return " ".join(text.text for group in self.groups for text in group)

    @property
    def is_sentence(self) -> bool:
        """Whether its quotation marks quote, as in a headline that was pasted, rather than ask for a phrase."""
        return sum(len(group) == 1 and not group[0].is_phrase for group in self.groups) >= WORDS_OF_A_SENTENCE

    def split_phrases(self) -> "ParsedQuery | None":
        """The same with the words of its phrases one by one; None where it has no phrase."""
        if not any(text.is_phrase for group in self.groups for text in group):
            return None
        split = (tuple(QueryText(word) for text in group for word in text.text.split()) for group in self.groups)
        return replace(self, groups=tuple((word,) for group in split for word in group))


@dataclass(slots=True)
class _QueryDraft:
    groups: list[list[QueryText]] = field(default_factory=list)
    excluded: list[QueryText] = field(default_factory=list)
    filters: list[OperatorFilter] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # "OR" was the last thing read, and a text stood right before it.
    expects_another: bool = False
    ends_with_text: bool = False

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def to_query(self) -> ParsedQuery:
        return ParsedQuery(
            groups=tuple(map(tuple, self.groups)),
            excluded=tuple(self.excluded),
            filters=tuple(self.filters),
            warnings=tuple(self.warnings),
        )


def parse(typed: str) -> ParsedQuery:
    """Take `typed` apart. Linear in its length; never raises."""
    text = strip_controls(typed[: MAX_CHARACTERS + 1])
    draft = _QueryDraft()
    parts = list(_PART.finditer(text[:MAX_CHARACTERS]))
    if len(text) > MAX_CHARACTERS or len(parts) > MAX_PARTS:
        draft.warn(_("This is very long; only its beginning was searched for. Keep the words that matter most."))
    if sum(letter in QUOTES for letter in text) % 2:
        draft.warn(_("A quotation mark has no pair, so its words were searched for one by one."))
    if parts and len(parts) <= MAX_PARTS and (operator := _without_value(parts[-1])):
        draft.warn(
            _("“%(operator)s:” needs a word right after it; there is none, so it was passed over.")
            % {"operator": operator}
        )
        parts.pop()
    for part in parts[:MAX_PARTS]:
        _take(part, draft)
    return draft.to_query()


def strip_controls(typed: str) -> str:
    """`typed` without what is no text: control characters become spaces, halves of characters go."""
    typed = typed.encode("utf-8", "ignore").decode()
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in typed).strip()


def is_address(text: str) -> bool:
    """Whether it is an e-mail's or a page's, whose letters were meant as they are."""
    return _ADDRESS.fullmatch(text.strip("<>()[].,;:!?")) is not None


def _without_value(part: re.Match[str]) -> str:
    """The operator that somebody only began to type, or nothing."""
    name, colon, rest = (part["bare"] or "").partition(":")
    return name if colon and not rest and name.casefold() in OPERATORS else ""


def _take(part: re.Match[str], draft: _QueryDraft) -> None:
    quoted, bare = part["quoted"], part["bare"]
    text = (bare if quoted is None else quoted).strip()
    operator = OPERATORS.get((part["operator"] or "").casefold())
    negated = bool(part["minus"])
    if bare in _OR and not negated and not part["operator"]:
        draft.expects_another = draft.ends_with_text
        return
    if operator and text:
        draft.filters.append(OperatorFilter(operator, text, negated, part["operator"]))
        draft.ends_with_text = draft.expects_another = False
        return
    if part["operator"] and not operator:
        text = _with_unknown_operator(part["operator"], text, draft)
    if any(letter.isalnum() for letter in text):
        _take_text(QueryText(text, is_phrase=quoted is not None), draft, negated=negated)
    elif set(text) <= set(_MINUS) and (negated or text):
        draft.warn(_("A minus leaves out the word that stands right after it; this one has none and was passed over."))


def _with_unknown_operator(operator: str, text: str, draft: _QueryDraft) -> str:
    if not text.startswith("//"):
        draft.warn(
            _(
                "“%(operator)s:” narrows nothing here, so it was searched for as a word. "
                "What narrows: theme: country: tag: lang: type: by: in: before: after:"
            )
            % {"operator": operator[:40]}
        )
    return f"{operator}:{text}"


def _take_text(text: QueryText, draft: _QueryDraft, *, negated: bool) -> None:
    if negated:
        draft.excluded.append(text)
    elif draft.expects_another:
        draft.groups[-1].append(text)
    else:
        draft.groups.append([text])
    draft.ends_with_text, draft.expects_another = not negated, False
