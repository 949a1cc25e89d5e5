"""Stems of Kazakh words in Cyrillic."""

import re

from .lexicon import Lexicon, Words, never
from .stemmer import Stemmer
from .turkic import Endings, Sounds

VOWELS = "аәоөыіұүеэяю"

# и, у and ю are vowel and glide in one: harmony passes through them, and suffixes follow them as they follow й.
SOUNDS = Sounds(
    harmony=dict.fromkeys("аоұыя", "back") | dict.fromkeys("әөүіеэ", "front"),
    finals={
        **dict.fromkeys("аәоөыіұүеэя", "V"),
        **dict.fromkeys("рйуию", "glide"),
        "л": "л",
        **dict.fromkeys("мнң", "nasal"),
        **dict.fromkeys("зж", "buzz"),
        **dict.fromkeys("пбкгқғтдсшщчцфвхһъ", "mute"),
        "ь": "л mute",
        "*": "clipped",
    },
    archiphonemes={
        # harmony: бала-лар, өзен-дер; қала-сы, өзен-і; қ and ғ stand with back vowels, к and г with front ones
        "A": {"back": "а", "front": "е"},
        "I": {"back": "ы", "front": "і"},
        "K": {"back": "қ", "front": "к"},
        "X": {"back": "ғ", "front": "г"},
        # the dative, the plural, the locative
        "G": dict.fromkeys(("V", "glide", "л", "nasal", "buzz"), "X") | {"mute": "K"},
        "L": {"V": "л", "glide": "л", "л": "д", "nasal": "д", "buzz": "д", "mute": "т"},
        "D": {"V": "д", "glide": "д", "л": "д", "nasal": "д", "buzz": "д", "mute": "т"},
        # the ablative, the accusative, the genitive; the instrumental, the negation
        "B": {"V": "д", "glide": "д", "л": "д", "nasal": "н", "buzz": "д", "mute": "т"},
        "C": {"V": "н", "glide": "д", "л": "д", "nasal": "д", "buzz": "д", "mute": "т"},
        "N": {"V": "н", "glide": "д", "л": "д", "nasal": "н", "buzz": "д", "mute": "т"},
        "M": {"V": "м", "glide": "м", "л": "м", "nasal": "м", "buzz": "б", "mute": "п"},
        "P": {"V": "м", "glide": "м", "л": "м", "nasal": "б", "buzz": "б", "mute": "п"},
        "Y": {"clipped": ""},
    },
)

# number, owner, case (three, for what follows my, his and no owner), «is»; then the attributive: қаладағы, қаладағылар
GRAMMAR = {
    "noun": "_>owner рAK/IрAK>.=2 LAр>owner=1.5",
    "owner": "_>case м/Iм>mine=2.2 ң/Iң>mine=2.2 ңIз/IңIз>mine=2 мIз/IмIз>mine=2 сI/I>his=0.8",
    "case": "_>is NIң>.=1.5 GA>. CI>.=1.5 DA>is=1.5 BAн>.=1.5 Mен>.=1.5 DAXI>which=1.5 Nікі>.=2 DAй>.=2.2",
    "mine": "_>is NIң>.=1.5 A>.=0.8 GA>. CI>.=1.5 DA>is=1.5 BAн>.=1.5 Mен>.=1.5 DAXI>which=1.5 Nікі>.=2 DAй>.=2",
    "his": "_>is нIң>.=1.5 нA>. н>.=0.8 ндA>is=1.5 нAн>.=1.5 Mен>.=1.5 ндAXI>which=1.5 нікі>.=2 нDAй>.=2",
    "which": "_>. LAр>those=1.5 н>. сI>.",
    "those": "_>. NIң>. GA>. CI>. DA>. BAн>. Mен>. I>.",
    "is": "_>. MIн>.=2.5 сIң>.=2.5 сIз>.=2.5 MIз>.=2.5 DIр>.=2 сIздAр>.=2.5 сIңдAр>.=2.5",
    # affirmative and negative, mood and tense, person; participles and infinitives go on like nouns
    "verb": "_>positive PA>negative",
    "positive": "_>.=2 р/Aр>participle=2 й/A>present=1.2 п/Iп>gerund=0.25 у>infinitive=0.25 "
    "Yи>present Yя>present Yю>infinitive _>either",
    "negative": "_>.=2 й>present с>participle йIнша>. п>gerund=0.25 у>infinitive=0.25 _>either",
    "either": "DI>person=1.2 сA>person=1.5 GAн>participle=1.5 GAлI>.=1.5 GAнша>.=2 MAK>participle=2 MAKшI>is=2 "
    "GAй>person=4 сIн>.=1.5 GIсI>his=3 GIм>.=3.5 GIш>noun=2.5 йIн/AйIн>.=1.5 йIK/AйIK>.=1.5 "
    "ңIз/IңIз>.=2 ңдAр/IңдAр>.=2 ңIздAр/IңIздAр>.=2.5",
    "person": "_>. м>.=0.8 ң>. K>.=1.4 ңIз>. ңдAр>. ңIздAр>.=2",
    "present": "_>. дI>.=0.9 тIн>participle=0.5 MIн>. м>. сIң>. сIз>. MIз>. сIңдAр>. сIздAр>.",
    "gerund": "_>. тI>.=0.5 пIн>. сIң>. сIз>. пIз>.",
    "participle": "_>. _>noun=0.5 DIK>noun DIX>noun шA>. DI>person=0.5",
    "infinitive": "_>noun шI>noun=0.5 лI>.",
}

SOFTENED = {"п": "б", "к": "г", "қ": "ғ", "ь": ""}  # before a vowel: кітап, кітабы
HARDENED = {"б": "п", "г": "к", "ғ": "қ", "ь": ""}
OPEN_VERB = re.compile(rf"[^{VOWELS}иу](?:[лд]|(?<=[пкқсшт])т)$")
PASSIVE = re.compile(r"(?<=...)[ыі]л$")


def noun_stems(root: str) -> list[str]:
    return [root, root[:-1] + SOFTENED.get(root[-1], root[-1])]


def verb_stems(root: str) -> list[str]:
    contracted = [root[:-1] + "у" + SOUNDS.vowel("I", root)] if root[-1] == "п" else []  # тап, тауып
    return [*noun_stems(root), *contracted]


def clipped_verbs(root: str) -> list[str]:
    letters = {"ы": "уи", "і": "уи", "й": "юя"}.get(root[-1], "")  # оқы, оқу, оқиды; қой, қою, қояды
    return [root[:-1] + letter for letter in letters]


def respell(stem: str, ending: str, verbal: bool) -> str:
    if verbal and ending[0] in "ае" and OPEN_VERB.search(stem):
        return stem + ending[0]  # жүктеді is the past of жүкте: there is no verb жүкт
    if verbal:
        stem = PASSIVE.sub("", stem)
    # At the end ы and і are a suffix, or fall out before у: no stem keeps them.
    if len(stem) > 3 and stem[-1] in "ыі":
        stem = stem[:-1]
    return stem[:-1] + HARDENED.get(stem[-1], stem[-1])


IRREGULAR = {
    form: root
    for root, forms in {
        "мен": "мені менің маған менде менен менімен",
        "сен": "сені сенің саған сенде сенен сенімен",
        "ол": "оны оның оған онда одан онымен",
        "бұл": "мұны мұның бұны бұның бұған мұнда бұнда бұдан мұнымен бұнымен",
        "осы": "осыны осының осыған осында осыдан осымен",
        "сол": "соны соның соған сонда содан сонымен",
        "қыл": "қып",
        "бол": "боп",
    }.items()
    for form in (root, *forms.split())
}

stem = Stemmer(
    endings=Endings(SOUNDS, GRAMMAR),
    lexicon=Lexicon(Words(noun_stems, never), Words(verb_stems, clipped_verbs)).learn("kk"),
    irregular=IRREGULAR,
    vowels=frozenset(VOWELS + "иу"),
    voice=re.compile(r"(?:(?<=[аеыі])|[ыі])[лнс]$"),
    odd_end=re.compile(
        rf"[^{VOWELS}иу]{{2}}(?<![рлнй][тктқпсш]|[рл][пқк]|у[тқсш]|нт|мп|ст|кт|ть|нд|кс|нк|нг|нь|ль|рь|[тдкб]р)$|д$"
    ),
    respell=respell,
)
