"""Uzbek forms, in the reformed letters, and their stems; each table shows one thing the language does."""

import pytest

from search.analysis.stemming.uzbek import stem

CASES = [
    ("kitob", "kitob kitobning kitobga kitobni kitobda kitobdan kitoblar kitoblarning kitobdagi kitobgaça"),
    ("daryo", "daryoning daryoga daryoni daryodan daryolar daryolardagi"),
    ("toğ", "toğ toğning toqqa toğga toğlar toğlardan"),
    ("erkak", "erkak erkakka erkakni erkaklar erkaklarga"),
]

POSSESSIVES = [
    ("uy", "uyim uying uyi uyimiz uyingiz uyimda uyida uyidan uylarimizga uyingizning"),
    ("çegara", "çegaram çegarasi çegaramiz çegarasida çegaralarimizdagi çegarasining"),
]

SOFTENED = [
    ("yurak", "yurak yuragi yuragim yuragimizda yurakdan"),
    ("qişloq", "qişloq qişloği qişloğimiz qişloqda qişloğidan qişloqlar"),
]

FALLEN_VOWELS = [
    ("burun", "burun burunga burni burnim burnida"),
    ("öğil", "öğil öğli öğlim öğlining"),
    ("şahar", "şahar şaharlar şahri şahrida şahrining"),
    ("singil", "singil singlisi singlisiga singlim"),
    ("örin", "örin örni örniga örinlar"),
]

VERBS = [
    (
        "bor",
        "bordi bordim bordik borsak borgan borganlar boradi boramiz boradigan borar bormaydi bormagan borib bormoqda",
    ),
    ("yoz", "yozdi yozyapti yozyapman yozayotgan yozilgan yozmoqçi yoziş yozsin yozaylik yozmasdan yozmaslik"),
    ("boşla", "boşladi boşlaydi boşlayapti boşlamoqda boşlangan boşlaş boşlaşga boşlab boşlamagan boşlaydilar"),
    ("çiq", "çiqdi çiqqan çiqqanlar çiqib çiqadi çiqiş çiqişga çiqmagan çiqqunça"),
    ("ek", "ekdi ekkan ekkanlar ekadi ekilgan ekiş"),
    ("öqi", "öqidi öqiydi öqigan öqib öqiş öqişga öqimagan"),
]

PRONOUNS = [
    ("men", "men menga meni mening mendan"),
    ("u", "u uni unga undan uning"),
    ("bu", "bu buni bunga bundan"),
    ("biz", "biz bizga bizning bizdan"),
]

# None of these is in the list of roots.
UNKNOWN = [
    ("klaster", "klaster klasterlar klasterni klasteri klasterlarida klasterdagi"),
    ("irrigatsiya", "irrigatsiya irrigatsiyaning irrigatsiyaga irrigatsiyasi"),
    ("paypasla", "paypasladi paypaslagan paypaslab paypaslaydi paypaslaş paypaslamoqda"),
]


@pytest.mark.parametrize(
    ("root", "forms"),
    [*CASES, *POSSESSIVES, *SOFTENED, *FALLEN_VOWELS, *VERBS, *PRONOUNS, *UNKNOWN],
)
def test_all_forms_of_a_word_have_its_stem(root, forms):
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), root)


@pytest.mark.parametrize(
    "words", ["olma ol", "odam od", "boşqa boş", "qarindoş qari", "kelin kel", "şamol şam", "yoq yoğ"]
)
def test_words_that_only_begin_alike_stay_apart(words):
    first, second = words.split()
    assert stem(first) != stem(second)
