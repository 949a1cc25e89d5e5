"""Stems of Turkmen words in Latin."""

import re

from .lexicon import Lexicon, Words
from .stemmer import Stemmer
from .turkic import Endings, Sounds

VOWELS = "aeiouöäüy"

# Rounded vowels ask only some suffixes for rounded ones, and only inside the word: goly, golunyň.
SOUNDS = Sounds(
    harmony={
        **dict.fromkeys("ay", "back"),
        **dict.fromkeys("eiä", "front"),
        **dict.fromkeys("ou", "back round"),
        **dict.fromkeys("öü", "front round"),
    },
    finals={
        **dict.fromkeys(VOWELS, "V"),
        **dict.fromkeys("bcçdfghjklmnňprsştwýzž", "consonant"),
        "*": "clipped",
    },
    archiphonemes={
        "A": {"back": "a", "back round": "a", "front": "e", "front round": "e"},
        "Ä": {"back": "a", "back round": "a", "front": "ä", "front round": "ä"},
        "I": {"back": "y", "back round": "y", "front": "i", "front round": "i"},
        "U": {"back": "y", "back round": "u", "front": "i", "front round": "ü"},
        "Y": {"clipped": ""},
    },
)

# number and the diminutive, owner, case, «is», «that it is» (ýokdugy; what is his is rounded inside the word only: puly,
# pulunyň); verbs: negation, mood and tense, person; participles go on like nouns
GRAMMAR = {
    "noun": "_>owner lAr>owner=1.5 jA>owner=2",
    "owner": "_>case m/Um>mine=2.2 ň/Uň>mine=2.2 ňIz/UňIz>mine=2 mIz/UmIz>mine=1.8 sI/I>his_end=0.8 sI/U>his=0.8",
    "case": "_>is nIň/Uň>is=1.5 nIňkI/UňkI>which=2.5 nI/I>. A>is=0.8 Yä>is Ya>is dA>is=1.3 dAn>is=1.5 dÄkI>which=1.5",
    "mine": "_>is Am>.=2 çA>.=1.5 Iň>is=1.5 IňkI>which=2 I>. A>is=0.8 dA>is=1.3 dAn>is=1.5 dÄkI>which=1.5",
    "his": "nIň>is=1.3 nA>is nI>. ndA>is=1.3 ndAn>is=1.5 ndÄkI>which=1.5 dIr>.=1.5 dI>.=2",
    "his_end": "_>is _>his",
    "which": "_>. lAr>those=1.5 nI>. sI>. nIň>.",
    "those": "_>. Iň>. A>. I>. dA>. dAn>.",
    "is": "_>. dIr>.=1.5 dUr>.=1.5 dI>person=2 mIş>.=1.5 mI>.=1.5 dIrIn>.=2 dIrlAr>.=2.5 lAr>.=2.5 ka>.=3 kä>.=3 "
    "dIg>fact=1.2 dUg>fact=1.2 dIk>.=2",
    "fact": "I>. InI>. InIň>. InA>. IndA>. IndAn>. Um>. UmI>. Uň>. UňI>. lArI>. lArInI>.",
    "verb": "_>positive mA>negative mÄ>negative=1.5",
    "positive": "_>.=2 r/Ar>aorist=2 Är>aorist=2 n/An>participle=1.8 Än>participle=2 p/Up>gerund=0.25 mAz>aorist=1.5 "
    "mAzlIk>noun=1.5 mAzlIg>noun=1.5 mAzdAn>.=1.5 mAr>aorist=1.5 mAn>without=1.5 mÄn>without=1.5 ýÄn>participle "
    "ýÄr>aorist=0.8 ýÄň>question mAk>infinitive=1.5 mÄgA>. mAg>noun=1.5 mAlI>is=1.5 mAlIdIk>noun=1.5 mAlIdIg>noun=1.5 mok/Amok>aorist=1.5 Änok>. "
    "Anok>. AlI>us=1.5 lI>us=1.5 _>either",
    "negative": "_>.=2 z>aorist ýÄr>aorist ýÄn>participle n>without dIk>noun dIg>noun _>either",
    "either": "dI>person dU>person sA>condition=1.5 jAk>is=1.5 jAkdIg>noun=1.5 jAg>noun=1.5 sIn>.=1.5 "
    "sUn>.=1.5 AýlI>us=1.5 AýlIň>.=1.5 ýIn/AýIn>question=2 UnçÄ>.=2 dIk>noun=1.5 dIg>noun=1.5 "
    "ň/Uň>.=2.5 UňIz/ňIz>.=2.5 kA>.=2.5",
    "without": "_>. dIg>noun dI>person dIr>aorist kA>. kÄ>. lIk>noun",
    "us": "_>. ň>. m>. mI>. ňmI>. mmI>.",
    "condition": "_>. gAm>. m>clitic ň>clitic k>clitic ňIz>clitic lAr>clitic dA>. ýdI>person mI>.",
    "clitic": "_>. Am>. dA>. gAm>.",
    "person": "_>question m>question ň>question k>question ňIz>question lAr>question kA>.=2",
    "question": "_>. mI>.",
    "aorist": "_>. dI>person=0.5 dIr>. Un>question In>question Is>question sIň>question sIňIz>question lAr>question "
    "kÄ>. kA>. kAn>. kÄn>. mI>. mIş>.",
    "gerund": "_>. dI>person=0.5 dIr>aorist=0.5 tIr>aorist tI>person Un>. sIň>. lAr>. mIş>.",
    "participle": "_>. _>noun=0.5 dIg>noun=0.5 dIk>noun mIş>. dIr>. dI>person çA>.",
    "infinitive": "_>. dA>. dAn>. çI>is dI>person",
}

SOFTENED = {"p": "b", "k": "g", "t": "d", "ç": "j"}  # before a vowel: kitap, kitaby
HARDENED = {soft: hard for hard, soft in SOFTENED.items()}
ROUNDED = {"y": "u", "i": "ü"}  # inside a word: guýy, guýusy
OPENED = {"e": "ä", "i": "ä", "y": "a"}  # before p and other suffixes of verbs, and in the dative: gözle, gözläp
NEUTRAL = HARDENED | {"ä": "e", "u": "y", "ü": "i"}
FALLEN = re.compile(r"(?<=[bdgkhlmpsşrwýňzç])(?=[rlnmz]$)(?<![lr](?=m))")  # ogl(um), agz(ym)
PASSIVE = re.compile(r"(?<=...)[yiuü]l$")


def noun_stems(root: str) -> list[str]:
    softened = {} if root.endswith("gt") else SOFTENED  # bagt, bagty
    changes = (softened, ROUNDED) if len(root) > 2 else (softened,)
    opened = [root[:-1] + "ä"] if root[-1] in "ei" else []
    return [root, *(root[:-1] + change[root[-1]] for change in changes if root[-1] in change), *opened]


def verb_stems(root: str) -> list[str]:
    return [*noun_stems(root), root[:-1] + "a"] if root[-1] == "y" else noun_stems(root)  # tany, tanap


def clipped(root: str) -> list[str]:
    return [root[:-1] + OPENED[root[-1]]] if root[-1] in OPENED else []  # köçe, köçä


def respell(stem: str, ending: str, verbal: bool) -> str:
    if verbal:
        stem = PASSIVE.sub("", stem)
    stem = FALLEN.sub(SOUNDS.vowel("U", stem), stem)
    return stem[:-1] + NEUTRAL.get(stem[-1], stem[-1])


IRREGULAR = {
    form: root
    for root, forms in {
        "men": "meni meniň maňa mende menden",
        "sen": "seni seniň saňa sende senden",
        "ol": "ony onuň oňa onda ondan",
        "bu": "muny munuň muňa munda mundan",
        "şu": "şuny şunuň şuňa şunda şundan",
        "şol": "şony şonuň şoňa şonda şondan",
    }.items()
    for form in forms.split()
}

stem = Stemmer(
    endings=Endings(SOUNDS, GRAMMAR),
    lexicon=Lexicon(Words(noun_stems, clipped), Words(verb_stems, clipped)).learn("tk"),
    irregular=IRREGULAR,
    vowels=frozenset(VOWELS),
    voice=re.compile(r"(?:(?<=[aeyi])l|[yiuü]l|(?<=l)[yiuü]n|(?<=[aeäyi])n|(?<=r)l)$"),
    odd_end=re.compile(
        rf"[^{VOWELS}]{{2}}(?<![rlný][tkpsşçjdg]|nt|mp|st|kt|nd|ks|nk|şk|şt|pt|rm|rn|[tdkb]r|[bdgkhlmpsşrwýňzç][rln]|[kslr]m|gz)$|[yiuüý][çj]$"
    ),
    respell=respell,
)
