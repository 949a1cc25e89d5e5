"""Tajik: verbs by the table of their two stems, nouns and adjectives by taking endings off from the outside in.

-ӣ, which makes давлатӣ of давлат, is part of the word; the -и of the izofat, which writes the same sound, is not.
"""

import re

from .tajik_verbs import verb_of

_VOWELS = "аеёиоуэюяӣӯ"
_HAS_VOWEL = re.compile(f"[{_VOWELS}]")
# Words that end like a form and are none.
_WHOLE = frozenset(
    """
    абру айём алам аташе баён баланд баҳо бозу бону вале давом дам дарё даст дафтар дирҳам дунё духтар душанбе зимбабве
    зону иҷро имон имсол исро кабӯтар карам кафе кофе купе қадам қадар қалам либос магар маро маст монанд мотам мукаммал
    мусаллам муҳтарам нест одам олам орзу оташ оҳу паҳлу паст пашту поён резюме рост рустам саҳро такси танҳо телефон
    туро урду фарзанд фойе хатар хотам чаро чили шанбе шоссе шӯро ягон ҳаст ҳеле ҳинду ҷавоб ҷоду дору дуруст
    """.split()
)
# What one says is "my" or "your", -ам or -ат; after other words these are mostly part of the word, as in давлат.
_OFTEN_OWNED = frozenset(
    """
    ақида амак апа бародар бобо ватан волидайн гап гӯш даст дил дониш дӯст духтар забон зан зиндагӣ китоб кишвар кор
    мард модар муаллим назар ном овоз оила падар писар пой раис рафиқ роҳ рӯз рӯй сар талаб умр устод фарзанд фикр хона
    хоҳар хоҳиш худ чашм шавҳар шаҳр шогирд ҳаёт ҳамкор ҳамсар ҳуқуқ ҷон
    """.split()
)
# Short words, and those in -ам, that make their plural in -он.
_PERSONS = frozenset("асп дев зан одам пир рус саг шоҳ ҷин".split())

_AND = re.compile(f"(.+[{_VOWELS}])ву|(.+[^{_VOWELS}])у")
_OBJECT = re.compile("(.{2,})ро")
_BEING = re.compile(
    f"(.+(?:ҳо|[аия]))я?(?:анд|ем|ед|аст)|(.{{2,}}[^{_VOWELS}])аст|(.+[ао])ст|(.{{2,}}[дёйнрстхшқғҳ])анд"
)
_OWNER = re.compile(
    f"(.+ҳо)[ая](?:м|т|ш)(?:он)?|(.+[{_VOWELS}])я(?:мон|тон|шон|ш|м)|(.{{2,}})(?:амон|атон|ашон|аш)"
    f"|(.+(?:[ая]|гон))а[мт]|(.+и)ам|(.{{5,}})ам|({'|'.join(sorted(_OFTEN_OWNED))})а[мт]"
)
_A_CERTAIN = re.compile("(.{2,})е")
_LINK = re.compile("(.{2,})и")
_PLURAL = re.compile("(.{2,})ҳо")
_PLURAL_OF_PERSONS = re.compile(f"(.{{2,}}а)гон|(.{{2,}}[иӯ])ён|(.+[уӯ])вон|(.+[^{_VOWELS}])он")
_DEGREE = re.compile("(.{2,})тар(?:ин)?")


def stem(word: str) -> str:
    """The infinitive of a verb; of other words the singular without object, owner, izofat, article and comparison."""
    if len(word) < 3 or word in _WHOLE:
        return word
    return verb_of(word) or _without_endings(word)


def _without_endings(word: str) -> str:
    whole = word
    for ending in (_AND, _OBJECT, _BEING, _OWNER):
        word = _cut(ending, word)
    # The izofat ties a word to the next one, so nothing comes after it: давлатиро is of давлатӣ.
    word = _cut(_LINK, word) if word == whole else word
    for ending in (_A_CERTAIN, _PLURAL, _PLURAL_OF_PERSONS, _PLURAL_OF_PERSONS, _DEGREE):
        word = _cut(ending, word)
    return f"{word[:-1]}ӣ" if word.endswith("и") and word != whole else word


def _cut(ending: re.Pattern[str], word: str) -> str:
    """`word` without the ending, unless what is left cannot be a word."""
    found = ending.fullmatch(word)
    if found is None or word in _WHOLE:
        return word
    rest: str = next(filter(None, found.groups()))
    if not _HAS_VOWEL.search(rest):
        return word
    if word.endswith("он") and rest[-1] not in _VOWELS:
        may_be_persons = _may_be_persons(word[:-2], certainly=ending is _OWNER)
        return rest if may_be_persons == (ending is _PLURAL_OF_PERSONS) else word
    return rest


def _may_be_persons(word: str, *, certainly: bool) -> bool:
    """Whether `word` takes -он in the plural.

    Longer words that are nobody's name (дандон, созмон) lose their -он in all their forms alike, so nothing is lost; in
    shorter ones it would make one word of борон and бор. Before -амон, though, a word must be known: од-амон, одам-он.
    """
    return word in _PERSONS or (not certainly and len(word) >= 4)
