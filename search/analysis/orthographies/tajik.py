"""Tajik: letters of the fonts from before Unicode, and Russian letters that the alphabet dropped in 1998."""

# The fonts called "Times New Roman Tj" drew the Tajik letters in the places of Macedonian, Serbian and others; texts
# typed with them still stand on the web as ќонун and њаќ.
_LETTERS = str.maketrans(
    {"ќ": "қ", "ѓ": "ғ", "ї": "ӣ", "ў": "ӯ", "њ": "ҳ", "љ": "ҷ", "ц": "тс", "щ": "шч", "ы": "и", "ь": None}
)


def spell(word: str) -> str:
    """`word` in the Tajik alphabet of today: ќонун → қонун, конституция → конститутсия, сентябрь → сентябр."""
    return word.translate(_LETTERS).replace("ʼ", "")
