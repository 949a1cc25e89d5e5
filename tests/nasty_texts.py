"""Texts that nobody writes, and that made programs like ours stand still: one thing, again and again."""

from itertools import count, islice

LENGTH = 80_000  # characters: as long as a section may be

UNITS = (
    *("http://a.", "http://a/(", "http://a/)))", "a@b.c ", "a@", "www.", "a.b.", "mailto:a@", "//"),
    *("_*", "*", "_", "**a", "*a**", "*a _b ", "***", "_a_", "`", "``a ", "\\", "&", "&#", "~"),
    *("[", "](", "![", "![[", "[a](b)", "[a](<", '[a](b "', "[a]: b\n", "<http://a", "(((", "»"),
    *("> ", "- ", "* - ", "1. ", "# ", "---\n", "```\n", "    a\n", "\n", "\n\n", " ", "a\tb", "a", "é", "ﷺ"),
    *("|", "|a|b\n|-|-\n", "| |\n|-|\n", "|a" * 40 + "\n"),
    *("<a ", "<b>", "</b>", "<p><b>", "<a>", "<h1", "<h1 ", "<!--", "<![CDATA[", "<?", "<b><i><u>", "<sup>", "<svg>"),
    *("<table>", "<tr><td>", "<ul><li>", "<blockquote>", "<b>x<p>", "<a href=x><b>", "<table><b>", "<select>"),
    *("<a b='", '<a b="c" ', "<del>", "</del><del>", "<style>", "<p a=1 b=2 c=3>", "<h1>"),
)


def nasty_texts(length: int = LENGTH) -> dict[str, str]:
    """By what they are made of; each `length` characters long."""
    texts = {unit[:24]: (unit * (length // len(unit) + 1))[:length] for unit in UNITS}
    # Fewer marks than those that nobody takes for Markdown, and as many as can stand below that.
    texts |= {f"{unit[:24]} between words": ((unit + "вода " * 4) * length)[:length] for unit in UNITS if len(unit) < 6}
    # Each formatting element unlike the last: a browser opens all of them again in each paragraph.
    texts["<b c=N><p>x"] = "".join(islice((f"<b c={number}><p>x" for number in count()), length // 8))[:length]
    return texts
