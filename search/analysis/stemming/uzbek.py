"""Stems of Uzbek words in the reformed Latin letters (ö ğ ş ç), without the apostrophe (mano, sanat)."""

import re

from .lexicon import Lexicon, Words, as_it_is, never
from .stemmer import Stemmer
from .turkic import Endings, Sounds

VOWELS = "aeiouö"

# Uzbek writes no vowel harmony; its consonants change before suffixes less than those of its neighbours.
SOUNDS = Sounds(
    harmony=dict.fromkeys(VOWELS, "any"),
    finals={
        **dict.fromkeys(VOWELS, "V"),
        **dict.fromkeys("bcdfhjlmnprstvwxyzşç", "plain"),
        **dict.fromkeys("kg", "k"),
        **dict.fromkeys("qğ", "q"),
        "*": "clipped",
    },
    # the dative and the past participle: uyga, tilakka, qişloqqa; borgan, ekkan, çiqqan
    archiphonemes={"G": {"V": "g", "plain": "g", "k": "k", "q": "q"}, "Y": {"clipped": ""}},
)

# number, owner, case, «is»; verbs: negation and plural, mood and tense, person; participles go on like nouns
GRAMMAR = {
    "noun": "_>owner roq>.=2 Yqqa>. lar>owner=1.5",
    "owner": "_>case m/im>case=2.2 ng/ing>case=2.2 ngiz/ingiz>case=2 miz/imiz>case=1.8 si/i>case=0.8",
    "case": "_>is ning>.=1.5 Ga>. ga>.=1.3 ni>.=1.3 da>is=1.3 dan>.=1.5 dagi>which=1.5 gaça>.=2 day>.=2.2 dek>.=2 "
    "niki>.=2 siz>.=3 li>those=3 ça>.=2.2",
    "which": "_>. lar>those=1.5 ni>. si>those",
    "those": "_>. ning>. ga>. ni>. da>. dan>. i>.",
    "is": "_>. man>.=2.5 san>.=2.5 miz>.=2.5 dir>.=2 mi>.=2 çi>.=2.5",
    "verb": "_>positive ma>negative ş/iş>they",
    "they": "_>positive=0.5 ma>negative=0.5",
    "positive": "_>.=2 r/ar>participle=2 y/a>present=1.2 b/ib>gerund=0.25 ş/iş>noun=0.25 may>present mas>participle "
    "vçi/uvçi>noun=2 _>either",
    "negative": "_>.=2 slik>noun slig>noun ydi>. y>present s>participle sdan>. b>gerund=0.25 _>either",
    "either": "di>person sa>person=1.5 Gan>participle=1.5 Gaç>.=1.5 Gunça>.=2 Gudek>.=2 moq>participle=2 yap>now moqda>is "
    "moqçi>is=2 Gin>.=2 sin>.=1.5 sinlar>.=2 y/ay>.=1.5 yin/ayin>.=1.5 ylik/aylik>.=1.5 ng/ing>.=2 ngiz/ingiz>.=2 "
    "nglar/inglar>.=2.5",
    "person": "_>. m>. ng>. k>. ngiz>. lar>. ngizlar>. mi>.=2",
    "present": "_>. di>they_do=0.5 digan>participle=0.5 yotgan>participle=0.5 yot>now man>. san>. miz>.=0.5 siz>. sizlar>.",
    "they_do": "_>. lar>. mi>.",
    "now": "ti>they_do man>. san>. miz>. siz>. sizlar>. di>they_do gan>participle ib>.",
    "gerund": "_>. ti>.=0.5 di>. man>. san>. miz>. siz>. dir>. gina>.",
    "participle": "_>. _>noun=0.5 çalik>. di>person=0.5 dir>. man>. san>. miz>. siz>. sizlar>. manmi>. sanmi>. mizmi>. sizmi>.",
}

SOFTENED = {"k": "g", "q": "ğ"}  # before a vowel: yurak, yuragi
HARDENED = {soft: hard for hard, soft in SOFTENED.items()}
OPEN_VERB = re.compile(rf"[^{VOWELS}]l$")
VOICE = re.compile(r"(?<=...)i[lş]$")


def noun_stems(root: str) -> list[str]:
    return [root, root[:-1] + SOFTENED.get(root[-1], root[-1])]


def clipped_nouns(root: str) -> list[str]:
    return [root[:-1] + "q"] if root[-1] == "ğ" else []  # toğ, toqqa


def respell(stem: str, ending: str, verbal: bool) -> str:
    if verbal and ending[0] == "a" and OPEN_VERB.search(stem):
        return stem + "a"  # paypasladi is the past of paypasla: there is no verb paypasl
    if verbal:
        stem = VOICE.sub("", stem)
    return stem[:-1] + HARDENED.get(stem[-1], stem[-1])


IRREGULAR = {
    form: root
    for root, forms in {
        "men": "meni mening menga menda mendan",
        "sen": "seni sening senga senda sendan",
        "u": "uni uning unga unda undan",
        "bu": "buni buning bunga bunda bundan",
        "şu": "şuni şuning şunga şunda şundan",
    }.items()
    for form in forms.split()
}

stem = Stemmer(
    endings=Endings(SOUNDS, GRAMMAR),
    lexicon=Lexicon(Words(noun_stems, clipped_nouns), Words(as_it_is, never)).learn("uz"),
    irregular=IRREGULAR,
    vowels=frozenset(VOWELS),
    voice=re.compile(r"(?:(?<=[aiou])[lnt]|i[lnş]|[td]ir|iz|kaz|[ay]ver)$"),
    odd_end=re.compile(
        rf"[^{VOWELS}]{{2}}(?<![rlny][tkqpsşç]|nt|mp|st|kt|nd|ks|nk|ng|xt|ft|vt|[bdfhjlmnqrstvxyzşç][rlnmb])$"
    ),
    respell=respell,
)
