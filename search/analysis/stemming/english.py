"""English, by the lemmas of simplemma, with what it leaves undone: gerunds, peoples, British spelling."""

import re

import simplemma

# The American spelling stands for both: organise and organize, neighbour and neighbor are one word.
_BRITISH_ISE = re.compile("(al|an|as|at|er|gn|ic|il|im|in|it|ol|on|or)is(?=e|ation)|(aly)s(?=e)")
_BRITISH_OUR = re.compile("^(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|misdemean|neighb|rig|rum|vig)our")
_BRITISH_WORDS = {
    "centre": "center",
    "defence": "defense",
    "fibre": "fiber",
    "kilometre": "kilometer",
    "licence": "license",
    "litre": "liter",
    "metre": "meter",
    "offence": "offense",
    "practise": "practice",
    "programme": "program",
    "theatre": "theater",
}
# Not the -ing of a verb.
_NOUNS_IN_ING = frozenset(
    "anything beijing ceiling during evening everything morning nothing pudding sibling something sterling wedding".split()
)
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
# "min" of mining and "hop" of hoping: one short syllable that would have been doubled, had it no -e.
_SHORT_SYLLABLE = re.compile("[^aeiou]*[aeiouy][^aeiouwxy]")
_PEOPLES = ("an", "i", "kazakh", "tajik", "uzbek", "kirgiz", "turk", "greek", "arab", "slav")
# Lemmas with a letter too much, as the dictionary makes them from fixed, masses, guarded, developed, travelled.
_TOO_LONG = re.compile("(?:xe|sse|rde|velope|...rr|mick|[aeiou].*[^aeiou][ae]ll)$")
_PLURAL = re.compile("[a-z]{2,}[^siu]s")
_PEOPLE_IN_I = re.compile("(?:stan|bai?jan|desh|iraq|israel|kuwait|nepal|punjab|qatar|salaf|saud|yemen)is")


def stem(word: str) -> str:
    """The dictionary form of `word` in lower case and American spelling."""
    lemma = _lemma(word)
    lemma = _BRITISH_WORDS.get(lemma, lemma)
    return _BRITISH_OUR.sub(r"\1or", _BRITISH_ISE.sub(_with_z, lemma))


def _with_z(found: re.Match[str]) -> str:
    return found.group()[:-1] + "z"


def _lemma(word: str) -> str:
    lemma = _looked_up(word)
    if lemma == word:
        if word.endswith("ing"):
            return _without_ing(word)
        if _PLURAL.fullmatch(word) or _PEOPLE_IN_I.search(word):
            return _singular(word)
        return word
    return _lemma(lemma) if word.endswith("ings") else _mended(word, lemma)


def _looked_up(word: str) -> str:
    return simplemma.lemmatize(word, lang="en").lower()


def _without_ing(word: str) -> str:
    """The verb of a gerund that stands in the dictionary as a noun only: serving → serve, beginning → begin."""
    verb = word[:-3]
    if word in _NOUNS_IN_ING or len(verb) < 3 or not _VOWEL.search(verb):
        return word
    if _DOUBLED.search(verb) and simplemma.is_known(verb[:-1], "en"):
        return verb[:-1]
    candidates = [verb + "e", verb] if _SHORT_SYLLABLE.fullmatch(verb) or verb[-1] == "v" else [verb, verb + "e"]
    return next(filter(_is_lemma, candidates), word)


def _is_lemma(word: str) -> bool:
    """Whether the dictionary has a plural, or a third person, of `word`: it has "serves", and no "servs"."""
    return _looked_up(word + "s") == word


def _singular(word: str) -> str:
    """Peoples ("Iraqis") and abbreviations ("NGOs") in the plural are missing in the dictionary, "news" is not."""
    singular = word[:-1]
    return singular if singular.endswith(_PEOPLES) or not simplemma.is_known(word, "en") else word


def _mended(word: str, lemma: str) -> str:
    is_derived = word.endswith(("ed", "ing", "xes", "sses")) and _TOO_LONG.search(lemma)
    return lemma[:-1] if is_derived and simplemma.is_known(lemma[:-1], "en") else lemma
