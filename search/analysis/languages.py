"""Which languages a text may be in: by its letters, its small words and endings, and by py3langid."""

import re
from functools import cache
from importlib import import_module
from typing import Any

from .function_words import FUNCTION_WORDS
from .normalise import normalise
from .scripts import Script, script_of
from .terms import key
from .tokens import tokenize

LANGUAGES = ("en", "ru", "kk", "ky", "tg", "tk", "uz")

# No language becomes likelier by more text than this.
MAX_CHARACTERS = 2_000
# From some forty characters on py3langid is hardly ever wrong; the fewer there are, the less it is listened to.
WEIGHT_OF_A_CHARACTER = 0.1
# A language that scores less than the first by this much is left out.
MARGIN = 3.0

_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
_LETTERS = {
    Script.CYRILLIC: {
        "ru": _RUSSIAN,
        "kk": _RUSSIAN | set("әғқңөұүһі"),
        "ky": _RUSSIAN | set("ңөү"),
        "tg": _RUSSIAN - set("цщыь") | set("ғӣқӯҳҷ"),
        "tk": _RUSSIAN | set("җңөүә"),
        "uz": _RUSSIAN - set("щы") | set("ўқғҳ"),
    },
    Script.LATIN: {
        "en": _ENGLISH,
        "kk": _ENGLISH | set("äáğǵıñńöóüúūşýŋ"),
        "tk": _ENGLISH - set("qvx") | set("äçžňöşüý"),
        "uz": _ENGLISH - set("w") | set("öğşçʼ"),
    },
}
_RUSSIAN_LETTERS_ONLY = re.compile(r"(?:[а-яёА-ЯЁ]|[\W\d_])*")
# Letters and pairs of letters that speak for a language where several share the alphabet; some of them are left when it
# is typed without its special letters.
_TELLING = {
    "en": re.compile("[wc]|th|oo|ee"),
    "ru": re.compile("[ыэщ]|ст"),
    "kk": re.compile("[әғқңөұүһі]|[аеиы]у(?:$|[дгиклмнршы])"),
    "ky": re.compile("[ңөү]|([аоуэ])\\1"),
    "tg": re.compile("[ғӣқӯҳҷъ]|[аеи]и$"),
    "tk": re.compile("[äžňöşüýwj]|[bdgklmnprstz]y[bdgklmnprstz]"),
    "uz": re.compile("[ўқғҳxqöğʼ]|ng"),
}
_ENDINGS = {
    language: tuple(endings.split())
    for language, endings in {
        "en": "tion tions ing ment ity ies ed ers ness ence al ous ship",
        "ru": "ого его ение ения ация ации ость ости ных ный ная ами ский ов ть",
        "kk": "ның нің дың тың лар лер дар тар ды дағы дагы дік лық лык ға нын нин дин уы уи",
        "ky": "нын нин нун дын лар лор лөр оо өө уу үү дагы тык дук го гө",
        "tg": "ҳои ҳо ии аи ро они ият ати ад анд стон шавӣ кунӣ ӣ",
        "tk": "yň iň lary leri nda mak mek ýan ýar lyk lik syny yny de lar",
        "uz": "ning lari larni dagi lar iş lik ligi moq gan da çi iy ini",
    }.items()
}


def detect_languages(text: str, interface: str | None = None) -> list[str]:
    """The languages of LANGUAGES that `text` may be in, the most likely first; never empty.

    interface: the language of the page it was typed on; it decides where the text does not. Text without a letter of
    either script may be in any language.
    """
    text = text[:MAX_CHARACTERS]
    scores = dict.fromkeys(LANGUAGES, 0.0)
    # What two peoples here write to each other in when they write neither's language.
    scores["ru"] = scores["en"] = 0.4
    if interface in scores:
        scores[interface] += 1.2
    script = script_of(text)
    if script is not Script.OTHER:
        scores = {language: scores[language] for language in _LETTERS[script]}
        _score_words(text, script, scores)
        _score_by_model(text, scores)
    ranked = sorted(scores, key=lambda language: (-scores[language], LANGUAGES.index(language)))
    return [language for language in ranked if scores[language] > scores[ranked[0]] - MARGIN]


def _score_words(text: str, script: Script, scores: dict[str, float]) -> None:
    """Adds for each word what its letters, its ending and its being a function word say, together at most some 20."""
    words = [token.text for token in tokenize(text) if script_of(token.text) is script][:50]
    weight = 1 / max(1, len(words) / 5)
    for language in scores:
        alphabet, telling = _LETTERS[script][language], _TELLING[language]
        for word in words:
            plain = normalise(word)
            letters = set(plain)
            spelled = key(word, language)
            scores[language] += weight * (
                (0.5 if telling.search(plain) else 0.0)
                - (2.0 if any(letter.isalpha() for letter in letters - alphabet) else 0.0)
                + (1.0 if spelled in FUNCTION_WORDS[language] else 0.0)
                + (0.5 if spelled.endswith(_ENDINGS[language]) and len(spelled) > 4 else 0.0)
            )


def _score_by_model(text: str, scores: dict[str, float]) -> None:
    # It takes Kazakh typed without its own letters for Kyrgyz, and is sure of it.
    highest = 2.5 if _RUSSIAN_LETTERS_ONLY.fullmatch(text) else 4.0
    weight = min(highest, len(text) * WEIGHT_OF_A_CHARACTER)
    for language, probability in _model().rank(text):
        if language in scores:
            scores[language] += weight * float(probability)


@cache
def _model() -> Any:
    # Loaded on first use: it takes most of a second.
    langid = import_module("py3langid.langid")
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    model.set_languages(list(LANGUAGES))
    return model
