"""Tajik: verbs by the table of their two stems, nouns and adjectives by taking endings off from the outside in.

-ӣ, which makes давлатӣ of давлат, is part of the word; the -и of the izofat, which writes the same sound, is not.
"""

import re

from .tajik_verbs import verb_of

_VOWELS = "аеёиоуэюяӣӯ"
_HAS_VOWEL = re.compile(f"[{_VOWELS}]")
# Words that end like a form and are none: two syllables of one root, Arabic plurals, loans.
_WHOLE = frozenset(
    """
    абру айём алам андоза аташе баён баланд балки баъзе баҳо баҳона бозу бону ва вале давом дам дарё даст дастур дафтар
    дигаргун дирҳам дунё духтар ду душанбе зимбабве зону иҷро или имон имсол исро кабӯтар кафе кофе купе кӯҳистон қадам
    қалам қадар карам либос маро магар мотам монанд муҳтарам мусаллам мукаммал одам олам орзу оташ оҳу паҳлу паҳлавон
    пашту поён резюме рустам саҳро сеюм такси танҳо телефон туро урду фарзанд фойе хатар хоҳ хотам чаро чили чун шоссе
    шӯро ягон якҷоя ҷоду ҷавоб ҳама ҳамагӣ ҳамеша ҳанӯз ҳатто ҳеле ҳинду дору озу дастрас ислом пайғом ҳаст нест даст паст маст рост дуруст
    """.split()
)
_OFTEN_OWNED = frozenset(
    """
    ақида амак апа бародар бобо ватан волидайн гап гӯш даст дил дониш дӯст духтар зан забон зиндагӣ ҷон китоб кишвар
    кор коргар муаллим модар мард назар ном оила овоз падар писар пой раис рафиқ роҳ рӯз рӯй сар талаб умр устод фикр
    фарзанд хоҳар худ хона хоҳиш шавҳар шаҳр шогирд чашм ҳамкор ҳамсар ҳуқуқ ҳаёт
    """.split()
)
_PERSONS = frozenset(
    """
    афғон бародар бузург вазир вакил гурез дарвеш деҳқон дигар донишманд духтар дӯст душман зан коршинос корманд кӯдак
    мард меҳмон модар муаллим мусалмон мусулмон намоянда нозир нотавон одам олим падар пизишк писар президент раис рафиқ
    рус саг сарбоз сарвар толиб тоҷик устод фарзанд фидоӣ хоҳар хурд шогирд шоир шоҳ шаҳид қирғиз қозоқ туркман ӯзбек
    ҳайвон ҳакам ҳоким ҷавон ҷонвар ҷосус ҳунарманд ятим мӯҳтоҷ ғарибон асир асп духтур табиб мардум наврас наздик бачча
    """.split()
)
"""Words whose plural may be in -он; of others only those that end as in _PERSON."""
_PERSON = re.compile(
    "(?:[кг]ор|гар|гузор|дор|бон|манд|ванд|шинос|вар|бар|фурӯш|соз|навис|нишин|дӯст|сол|хоҳ|паноҳ|гузар|парвар|мард|зода"
    "|омӯз|хон|гӯ|ҷӯ|дӯз|пеш|ёр|раҳ|нок|нишон|паз|рон|(?:террор|журнал|тур|актив|сепарат|артис|футбол|экстрем|юр|маш)ист)$"
)

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
    for ending in (_A_CERTAIN, _PLURAL, _PLURAL_OF_PERSONS, _DEGREE):
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
    if word in _PERSONS or _PERSON.search(word):
        return True
    return not certainly and len(word) >= 4
