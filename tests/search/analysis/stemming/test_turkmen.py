"""Turkmen forms and their stems; each table shows one thing the language does."""

import pytest

from search.analysis.stemming.turkmen import stem

CASES = [
    ("kitap", "kitap kitabyň kitaba kitaby kitapda kitapdan kitaplar kitaplaryň kitapdaky"),
    ("derýa", "derýanyň derýany derýada derýadan derýalar derýalardaky"),
    ("köçe", "köçe köçäniň köçä köçäni köçede köçeden köçeler"),
    ("gol", "gol goluň gola goly golda goldan gollar"),
]

POSSESSIVES = [
    ("öý", "öýüm öýüň öýi öýümiz öýümde öýünde öýüne öýüniň öýüňiz öýlerimiz"),
    ("serhet", "serhedim serhedi serhediň serhedinde serhetlerimiziň"),
    ("pul", "puly pulunyň pulumyz pulumyzy puluna"),
    ("guýy", "guýy guýynyň guýusy guýulary guýular"),
    ("pikir", "pikirim pikiriňem pikirimçe pikirlerimizi"),
    ("eje", "ejem ejemiň ejemiňki ejesiniň"),
]

SOFTENED = [
    ("ýurt", "ýurt ýurdy ýurduň ýurda ýurtlar"),
    ("bilik", "bilik biligi biligiň bilikler"),
    ("agaç", "agaç agajy agaja agaçlar"),
    ("aýt", "aýtdy aýdýar aýdyp aýdyldy aýtmak aýtmaýar"),
    ("aç", "açdy açýar açyp açylan açmak"),
]

FALLEN_VOWELS = [
    ("ömür", "ömür ömri ömrüniň ömürler"),
    ("akyl", "akyl akly aklynyň akyldan"),
    ("burun", "burun burny burnuna burundan"),
    ("ogul", "ogul ogly oglunyň ogullar"),
    ("orun", "orun orny ornuna orunlar"),
    ("ýokary", "ýokary ýokarda ýokarsyndan ýokardaky"),
    ("çagyr", "çagyrdy çagyrýar çagyryp çagyran"),
]

VERBS = [
    (
        "bar",
        "bardy bardym bardyk barsa baran barýar barýan bararys barmaz barmaýar barmadyk baryp barypdyr barjak barmaly",
    ),
    ("gel", "geldi gelmeýär gelen gelenler gelýänler gelse gelip gelipdir gelmeli geljekdigini gelmek gelmän geliň"),
    ("gözle", "gözledi gözleýär gözläp gözlän gözlär gözlemek gözlemäge gözlejek gözleýänleriň gözlänok"),
    ("oka", "okady okaýar okap okan okar okamak okamaly okamadyk okajak okamok"),
    ("aýyr", "aýyrdy aýyrýar aýryp aýrylsyn aýyrmak"),
    ("çyk", "çykdy çykmaly çykmalydygyny"),
    ("belle", "belledi belläp bellenýär bellenendigini bellenmedik"),
    ("tany", "tanydy tanaýar tanap tanan tanamak"),
    ("ýaz", "ýazyldy ýazylan ýazylýar ýazylmagy ýazypdyrlar ýazmaly ýazmazlyk ýazmazlygy"),
]

PRONOUNS = [
    ("men", "men maňa meni meniň menden"),
    ("ol", "ol ony oňa onda ondan"),
    ("bu", "bu muny muňa mundan"),
    ("biz", "biz bize biziň bizden"),
]

# None of these is in the list of roots.
UNKNOWN = [
    ("klaster", "klaster klasterler klasteri klasterlerinde klasterdäki"),
    ("ministrlik", "ministrlik ministrligi ministrlikde ministrliginiň ministrlikler"),
    ("dykgatla", "dykgatlady dykgatlaýar dykgatlap dykgatlamak dykgatlamaly"),
    ("kesgitleýji", "kesgitleýji kesgitleýjiler kesgitleýjiniň kesgitleýjileriň"),
]

# "It is so", as a noun that goes on with whose it is.
FACTS = [
    ("mümkin", "mümkin mümkindigi mümkindigini mümkindigine"),
    ("ýok", "ýok ýokdugy ýokdugyny ýokdugyndan"),
]

LIKE_OTHERS = [
    ("bag", "bag bagda bagy bagyň"),
    ("bagt", "bagt bagty bagtdan"),
    ("uly", "uly ulyja ulysy"),
    ("uruş", "uruş urşunda urşuň uruşdan"),
    ("deňiz", "deňiz deňzi deňziniň deňizde"),
]


@pytest.mark.parametrize(
    ("root", "forms"),
    [*CASES, *POSSESSIVES, *SOFTENED, *FALLEN_VOWELS, *VERBS, *PRONOUNS, *UNKNOWN, *FACTS, *LIKE_OTHERS],
)
def test_all_forms_of_a_word_have_its_stem(root, forms):
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), root)


@pytest.mark.parametrize("words", ["alma al", "adam ad", "başga baş", "garyndaş garyn", "ýylan ýyl", "gelin gel"])
def test_words_that_only_begin_alike_stay_apart(words):
    first, second = words.split()
    assert stem(first) != stem(second)
