"""A text document cut where a heading or a page begins: the labels by which a reader finds a passage."""

from collections.abc import Iterable, Iterator

PAGE_BREAK = "\f"  # where a page began when a program of an office last showed the text
MAX_HEADING_LENGTH = 80


def paged_sections(blocks: Iterable[tuple[bool, str]], *, is_paged: bool) -> Iterator[tuple[str, str]]:
    """blocks: (is a heading, text) in their order, with page breaks where they fall. is_paged: whether they are noted at
    all. Labels are "3 · Results", or one of the two."""
    page, heading, lines = int(is_paged), "", list[str]()
    for is_heading, text in blocks:
        if is_heading and text.strip():
            yield _label(page, heading), "\n".join(lines)
            page += text.count(PAGE_BREAK)
            heading, lines = " ".join(text.split())[:MAX_HEADING_LENGTH], []
            continue
        first, *others = text.split(PAGE_BREAK)
        lines.append(first)
        for other in others:
            yield _label(page, heading), "\n".join(lines)
            page, lines = page + 1, [other]
    yield _label(page, heading), "\n".join(lines)


def _label(page: int, heading: str) -> str:
    return " · ".join(filter(None, (str(page or ""), heading)))
