"""Stems of Kyrgyz words in Cyrillic."""

import re

from .lexicon import Lexicon, Words
from .stemmer import Stemmer
from .turkic import Endings, Sounds

VOWELS = "аоөыиуүеэяю"

# The names of the harmonies are their vowels: rounded vowels ask for rounded ones, but after у comes а (кум, кумда).
SOUNDS = Sounds(
    harmony={
        **dict.fromkeys("аыя", "а"),
        **dict.fromkeys("ую", "у"),
        "о": "о",
        **dict.fromkeys("еэи", "е"),
        **dict.fromkeys("өү", "ө"),
    },
    finals={
        **dict.fromkeys(VOWELS, "V"),
        **dict.fromkeys("рй", "glide"),
        **dict.fromkeys("лмнңзж", "voiced"),
        **dict.fromkeys("бвгдь", "voiced mute"),
        **dict.fromkeys("пктсшщчцфхъ", "mute"),
        "*": "clipped",
    },
    archiphonemes={
        # harmony: бала-лар, көл-дөр; бала-сы, көл-ү; башт-оо, ишт-өө; жаз-уу, кел-үү
        "A": {"а": "а", "у": "а", "о": "о", "е": "е", "ө": "ө"},
        "I": {"а": "ы", "у": "у", "о": "у", "е": "и", "ө": "ү"},
        "O": {"а": "о", "у": "о", "о": "о", "е": "ө", "ө": "ө"},
        "U": {"а": "у", "у": "у", "о": "у", "е": "ү", "ө": "ү"},
        # the plural, the dative, the locative, the accusative and genitive, the negation
        "L": {"V": "л", "glide": "л", "voiced": "д", "mute": "т"},
        "G": {"V": "г", "glide": "г", "voiced": "г", "mute": "к"},
        "D": {"V": "д", "glide": "д", "voiced": "д", "mute": "т"},
        "C": {"V": "н", "glide": "д", "voiced": "д", "mute": "т"},
        "B": {"V": "б", "glide": "б", "voiced": "б", "mute": "п"},
        "Y": {"clipped": ""},
    },
)

# relation (коомдук, суулуу), number, owner, case (three, for what follows my, his and no owner), «is»
GRAMMAR = {
    "noun": "_>owner LIк>owner=3 LIгI>his=3 рAAк/IрAAк>.=2 LUU>owner=3 Yю>his=0.8 Yюм>mine Yюң>mine LAр>owner=1.5",
    "owner": "_>case м/Iм>mine=2.2 ң/Iң>mine=2.2 ңIз/IңIз>mine=2 бIз/IбIз>mine=2 ңAр/IңAр>mine=2.2 сI/I>his=0.8",
    "case": "_>is CIн>question=1.5 GA>question CI>question=1.5 DA>is=1.5 DAн>question=1.5 DAгI>which=1.5 DAй>.=2.2 Cыкы>.=2",
    "mine": "_>is CIн>.=1.5 A>.=0.8 GA>. CI>.=1.5 DA>is=1.5 DAн>.=1.5 DAгI>which=1.5 DAй>.=2",
    "his": "_>is нIн>.=1.5 нA>. н>.=0.8 ндA>is=1.5 нAн>.=1.5 ндAн>.=1.5 ндAгI>which=1.5 нDAй>.=2",
    "which": "_>. LAр>those=1.5 н>. сI>. нIн>.",
    "those": "_>. CIн>. GA>. CI>. DA>. DAн>. I>.",
    "is": "_>. мIн>.=2.5 сIң>.=2.5 сIз>.=2.5 бIз>.=2.5 BI>.=1.3 сIздAр>.=2.5 сIңAр>.=2.5",
    # affirmative, negative and plural, mood and tense, person; participles and infinitives go on like nouns
    "verb": "_>positive BA>negative ш/Iш>they",
    "they": "DI>question р/Aр>is чU>is сA>. A>present п/Iп>gerund GAн>participle",
    "positive": "_>.=2 ш/Iш>noun=1.5 р/Aр>aorist=2 йт/Aт>question=0.8 й/A>present=1.2 п/Iп>gerund=0.25 "
    "UU>noun=1.2 OO>noun=1.2 Yя>present Yе>present Yет>question Yюп>gerund Yюу>noun Yюш>they _>either",
    "negative": "_>.=2 ш>noun=1.5 йт>question й>present с>participle йIнчA>. п>gerund=0.25 OO>noun=1.2 _>either",
    "either": "DI>person сA>person=1.5 GAн>participle=1.5 GAм>.=1.5 GAлI>.=1.5 GAнчA>.=2 GIчA>.=2 чU>participle=2 "
    "мAк>participle=2 мAкчI>is=2 GAй>person=4 сIн>.=1.5 GIсI>his=2 GIдAй>.=2 GIн>.=2 йIн/AйIн>.=1.5 "
    "йлI/AлI>.=1.5 йлIк/AлIк>.=2 ңIз/IңIз>.=2 ңIздAр/IңIздAр>.=2.5 ңAр/IңAр>.=2.5",
    "person": "_>. м>. ң>. к>. ңIз>. ңAр>. ңIздAр>.=2 BI>.",
    "present": "_>. BI>.=1.3 т>question=0.8 мIн>. м>. сIң>question сIз>. бIз>. сIңAр>. сIздAр>.",
    "question": "_>. BI>.=1.3",
    "gerund": "_>. тIр>.=0.5 мIн>. сIң>. сIз>. бIз>.",
    "participle": "_>. _>noun=0.5 DIк>noun DIг>noun чA>. DI>person=0.5",
    "aorist": "_>. _>noun=0.5 DIк>noun DIг>noun чA>.",
}

SOFTENED = {"п": "б", "к": "г", "ь": ""}  # before a vowel: китеп, китеби
HARDENED = {"б": "п", "г": "к", "ь": ""}
PASSIVE = re.compile(r"(?<=...)[ыиуү]л$|(?<=[лдт][аеоө])[лн]$")


def noun_stems(root: str) -> list[str]:
    return [root, root[:-1] + SOFTENED.get(root[-1], root[-1])]


def verb_stems(root: str) -> list[str]:
    return [*noun_stems(root), root[:-1] + root[-2]] if root[-1] == "п" else noun_stems(root)  # тап, таап


def clipped_nouns(root: str) -> list[str]:
    return [root[:-1] + "ю"] if root[-2:] in ("ой", "уй") else []  # той, тою


def clipped_verbs(root: str) -> list[str]:
    letters = {"а": "о", "о": "о", "е": "ө", "ө": "ө", "ы": "у", "у": "у", "и": "ү", "ү": "ү", "й": "юяе"}
    return [root[:-1] + letter for letter in letters.get(root[-1], "") if len(root) > 2]  # башта, баштоо; кой, коюп


def respell(stem: str, ending: str, verbal: bool) -> str:
    if verbal and ending[:2] in ("оо", "өө"):
        return stem + SOUNDS.vowel("A", stem)
    if verbal:
        stem = PASSIVE.sub("", stem)
    return stem[:-1] + HARDENED.get(stem[-1], stem[-1])


IRREGULAR = {
    form: root
    for root, forms in {
        "мен": "мени менин мага менде менден",
        "сен": "сени сенин сага сенде сенден",
        "ал": "аны анын ага анда андан",
        "бул": "муну мунун буга мында мындан",
        "ошол": "ошону ошонун ошого ошондо ошондон",
        "ушул": "ушуну ушунун ушуга ушунда ушундан",
    }.items()
    for form in forms.split()
}

stem = Stemmer(
    endings=Endings(SOUNDS, GRAMMAR),
    lexicon=Lexicon(Words(noun_stems, clipped_nouns), Words(verb_stems, clipped_verbs)).learn("ky"),
    irregular=IRREGULAR,
    vowels=frozenset(VOWELS),
    voice=re.compile(r"(?:(?<=[аоөеыиуүю])[лн]|[ыиуү]л|(?<=л)[ыиуү]н)$"),
    odd_end=re.compile(
        rf"[^{VOWELS}]{{2}}(?<![рлнй][ктпсш]|[рлй]ч|нт|мп|ст|кт|ть|нд|кс|нк|нг|нь|рь|[тдкб]р|.л|[лмнңзй]д)$|[^лмнңзй]д$|[{VOWELS}]{{2}}ч$|^[^{VOWELS}][{VOWELS}]$"
    ),
    respell=respell,
)
