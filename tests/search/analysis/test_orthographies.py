"""The same word in several scripts and alphabets has one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import key

# The letters of Uzbek in Cyrillic and in the Latin of 1995, where one stands for the other wherever it is.
UZBEK = {
    **dict(zip("абвгдзийклмнопртуфхэжқ", "abvgdziyklmnoprtufxejq", strict=True)),
    "ў": "oʻ", "ғ": "gʻ", "ш": "sh", "ч": "ch", "ҳ": "h", "ё": "yo",
}  # fmt: skip
REFORMED = {"oʻ": "ö", "gʻ": "ğ", "sh": "ş", "ch": "ç"}
UZBEK_WORDS = st.lists(st.sampled_from(sorted(UZBEK)), min_size=1, max_size=20).map("".join)


def in_latin(cyrillic: str, apostrophe: str) -> str:
    return "".join(UZBEK[letter] for letter in cyrillic).replace("ʻ", apostrophe)


@given(UZBEK_WORDS, st.sampled_from("ʻʼ'’‘`"))
def test_uzbek_in_cyrillic_and_in_latin_with_any_apostrophe_is_one_word(cyrillic: str, apostrophe: str) -> None:
    assert key(in_latin(cyrillic, apostrophe), "uz") == key(cyrillic, "uz")


@given(UZBEK_WORDS)
def test_uzbek_in_present_and_in_reformed_latin_is_one_word(cyrillic: str) -> None:
    latin = in_latin(cyrillic, "ʻ")
    reformed = latin
    for digraph, letter in REFORMED.items():
        reformed = reformed.replace(digraph, letter)
    assert key(reformed, "uz") == key(latin, "uz")


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Ўзбекистон", "Oʻzbekiston"),
        ("ер", "yer"),
        ("поезд", "poyezd"),
        ("маъно", "maʼno"),
        ("маъно", "mano"),
        ("Исҳоқ", "Isʼhoq"),
        ("сентябрь", "sentabr"),
        ("конституция", "konstitutsiya"),
        ("концерт", "konsert"),
        ("цирк", "sirk"),
        ("субъект", "subyekt"),
        ("кўчма", "koʻchma"),
        ("келяпти", "kelyapti"),
        ("дунё", "dunyo"),
        ("тоғ", "tog'"),
    ],
)
def test_uzbek_words_that_are_spelled_by_rule(cyrillic: str, latin: str) -> None:
    assert key(cyrillic, "uz") == key(latin, "uz")


def test_uzbek_words_that_differ_stay_apart() -> None:
    assert key("эр", "uz") != key("ер", "uz")  # husband, earth
    assert key("ишоқ", "uz") != key("исҳоқ", "uz")
    assert key("oʻn", "uz") != key("on", "uz")
    assert key("aytsa", "uz") == "aytsa"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Қазақстан", "Qazaqstan"),
        ("бейбітшілік", "beibıtşılık", "beıbitshilik", "beibitshilik"),
        ("ұлттық", "ūlttyq", "ulttyq"),
        ("ғылым", "ğylym", "ǵylym"),
        ("өзен", "özen", "ózen"),
        ("үкімет", "ükımet", "úkimet"),
        ("жаңа", "jaña", "jańa"),
        ("шекара", "şekara", "shekara"),
        ("мемлекет", "memleket"),
        ("саясат", "saiasat", "saıasat"),
        ("ынтымақтастық", "yntymaqtastyq"),
        ("гауһар", "гаухар", "gauhar"),
    ],
)
def test_kazakh_is_one_word_in_cyrillic_and_in_its_latin_alphabets(spellings: tuple[str, ...]) -> None:
    assert len({key(spelling, "kk") for spelling in spellings}) == 1


@pytest.mark.parametrize("word", ["workshop", "www", "LG", "PPP"])
def test_what_is_not_kazakh_is_not_put_into_cyrillic(word: str) -> None:
    assert key(word, "kk") == word.lower()


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Түркменистан", "Türkmenistan"), ("җемгыет", "jemgyýet"), ("ёл", "ýol"), ("ягты", "ýagty"), ("әхли", "ähli"),
        ("Ашгабат", "Aşgabat"), ("сув", "suw"), ("жүр", "žür"), ("ең", "ýeň"), ("гүйч", "güýç"),
    ],
)  # fmt: skip
def test_turkmen_is_one_word_in_cyrillic_and_in_latin(cyrillic: str, latin: str) -> None:
    assert key(cyrillic, "tk") == key(latin, "tk")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ќонун", "қонун"),
        ("њаќ", "ҳақ"),
        ("љумњурї", "ҷумҳурӣ"),
        ("конституция", "конститутсия"),
        ("сентябрь", "сентябр"),
    ],
)
def test_tajik_in_the_letters_of_old_fonts_and_of_old_spelling_is_the_same_word(old: str, new: str) -> None:
    assert key(old, "tg") == key(new, "tg") == new
