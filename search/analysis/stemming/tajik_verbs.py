"""Forms of the Tajik verb. It has two stems that no rule joins (гуфт-ан and ме-гӯ-яд), and takes prefixes before them."""

import re

# Pairs of the past stem, that before -ан of the infinitive, and the present stem, that after ме-. Present stems in a
# vowel stand without their й. Where two verbs share a stem, or one has two stems, the first named is the answer.
_IRREGULAR = """
анбошт анбор, ангехт ангез, ангошт ангор, андохт андоз, афзуд афзо, афрохт афроз, афрошт афроз, афрӯхт афрӯз,
афтод афт, барангехт барангез, баровард барор, баровард баровар, баромад баро, барафрӯхт барафрӯз, бархост бархез,
баст банд, бехт без, бохт боз, буд бош, бурд бар, гирифт гир, герефт гир, гудохт гудоз, гузашт гузар, гузид гузин,
гузошт гузор, гумошт гумор, гурехт гурез, гусист гусил, густурд густар, гуфт гӯ, даровард дарор, даромад даро,
дархост дархоҳ, дарёфт дарёб, дид бин, дод диҳ, дод деҳ, донист дон, дохт доз, дошт дор, дӯхт дӯз, ёфт ёб, зад зан,
зист зи, зод зо, зудуд зудо, истод ист, канд кан, кард кун, кишт кор, кошт кор, кост коҳ, кофт ков, куфт кӯб,
кӯфт кӯб, кушод кушо, кушт куш, монд мон, мурд мур, мурд мир, навишт навис, навохт навоз, намуд намо, нигошт нигор,
ниҳод ниҳ, ниҳод неҳ, нишаст нишин, овард овар, овард ор, овехт овез, озмуд озмо, озмӯд озмо, озурд озор, олуд оло,
омад о, омехт омез, омӯхт омӯз, оромид ором, орост оро, осуд осо, офарид офарин, ошуфт ошӯб, пазируфт пазир,
пайваст пайванд, паймуд паймо, парвард парвар, пардохт пардоз, партофт парто, партофт партоб, пиндошт пиндор,
пухт паз, рабуд рабо, рафт рав, рехт рез, ронд рон, руст рӯ, рӯфт рӯб, ситуд сито, сохт соз, супурд супор,
суруд саро, суруд суро, суфт сунб, суфт суб, сӯхт сӯз, тавонист тавон, тофт тоб, тохт тоз, фармуд фармо, фаровард фаровар,
фарсуд фарсо, фирефт фиреб, фиристод фирист, фишурд фишор, фуровард фурор, фуромад фуро, фурӯхт фурӯш, хест хез,
хонд хон, хост хоҳ, хуфт хусп, хӯрд хӯр, чинд чин, чид чин, шекаст шекан, шикаст шикан, шикофт шикоф, шинохт шинос,
шитофт шитоб, шишт шин, шуд шав, шумурд шумор, шумурд шумур, шунид шунав, шунавид шунав, шуст шӯ, ҷаст ҷаҳ, ҷуст ҷӯ,
бозгашт бозгард, гашт гард
"""
# Present stems that take -ид in the past.
_REGULAR = """
андеш анҷом бахш бор бур бӯс варз газ гарав гард ғалт ғел гунҷ дав дам дар дурахш дузд дӯш зеб каш коҳ кӯч кӯш
лағж ларз лес мак мол ноз нол ном нӯш оғоз омурз ошом пар параст парвар печ писанд пош пурс пӯс пӯш рақс ранҷ рас раҳ
саз санҷ супор сур тап тарк тарош тарс таш фаҳм фиреб ханд хар харош хаз хал хам хоб хушк чак чар чарх часп чаш шор
ҷав ҷанг ҷом ҷунб ҷӯш ҳарос
"""


def _lemmas() -> tuple[dict[str, str], dict[str, str]]:
    """The infinitive to each past stem, and to each present stem."""
    of_past: dict[str, str] = {}
    of_present: dict[str, str] = {}
    pairs = [pair.split() for pair in _IRREGULAR.replace("\n", " ").split(",")]
    pairs += [[present + "ид", present] for present in _REGULAR.split()]
    # The causative of any of them: расонд and расонид beside расид.
    pairs += [[present + past, present + "он"] for _, present in pairs for past in ("онид", "онд")]
    for past, present in pairs:
        of_past.setdefault(past, of_present.setdefault(present, past + "ан"))
    return of_past, of_present


_LEMMA_OF_PAST, _LEMMA_OF_PRESENT = _lemmas()

# Present stems that are nouns as well: занам is "my wife" rather than "I hit".
_ALSO_NOUNS = frozenset("банд бар бор дар зан кор пар соз тан тоб хоб хон чар ном ҷанг мон гард дам".split())
_PREVERBS = ("бар", "дар", "боз", "во", "фуру", "фаро")
_NEGATION_AND_ASPECT = ("наме", "ме", "на", "би", "")
_MAX_STEM_LENGTH = 11

_OWNER = "(?:ам|ат|аш|амон|атон|ашон)"
_BEING = "(?:ам|ӣ|аст|ем|ед|етон|анд)"
_AND = "(?:ву|у)?"
_AFTER_PAST = re.compile(
    f"(?:(?:ам|ем|ед|етон|анд|и|е|ро)?|ан[ӣи]?(?:ҳо)?й?{_OWNER}?(?:и|е|ро|еро|{_BEING})?"
    f"|а(?:{_BEING}|гист{_BEING}?|г[иӣ][ие]?|(?:ҳо|гон)(?:[йя]?{_OWNER})?(?:и|е|ро|еро)?|и|е|ро|еро)?){_AND}"
)
_AFTER_PAST_AND_PREFIX = re.compile(f"ӣ{_AND}")
_AFTER_PRESENT = re.compile(f"(?:[ая]д|[ая]нд|ем|ед|етон){_AND}")
_AFTER_PRESENT_AND_PREFIX = re.compile(f"(?:[ая]м|ӣ){_AND}")
_UNKNOWN_PRESENT = re.compile(f"(?:на)?ме(..+?)(?:ад|анд|янд){_AND}")
_UNKNOWN_PAST = re.compile(f"(?:наме|ме|на)?(..+ид)(?:анд|ан(?:и|аш|ашон|ро)?|а(?:аст|анд)){_AND}")
_NOUNS_IN_ID = frozenset("калид мурид саид таҳдид тавлид тардид таъкид тақлид ҷадид ҳадид шаҳид шадид умид".split())


def verb_of(word: str) -> str | None:
    """The infinitive of a form of a verb; None if `word` does not look like one."""
    return _known(word) or _unknown(word)


def _known(word: str) -> str | None:
    for prefix in _NEGATION_AND_ASPECT:
        if word.startswith(prefix) and (verb := _with_ending(word[len(prefix) :], prefix)):
            return verb
    for preverb in _PREVERBS:
        for prefix in _NEGATION_AND_ASPECT:
            for begin in (preverb + prefix, prefix + preverb):
                if word.startswith(begin) and (verb := _with_ending(word[len(begin) :], prefix)):
                    return preverb + verb
    return None


def _with_ending(rest: str, prefix: str) -> str | None:
    """The infinitive of stem and ending; what stands before them decides which endings make it a verb."""
    for length in range(min(len(rest), _MAX_STEM_LENGTH), 0, -1):
        stem, ending = rest[:length], rest[length:]
        if (lemma := _LEMMA_OF_PAST.get(stem)) and (
            _AFTER_PAST.fullmatch(ending) or (prefix and _AFTER_PAST_AND_PREFIX.fullmatch(ending))
        ):
            return lemma
        if (lemma := _LEMMA_OF_PRESENT.get(stem)) and _is_present(stem, ending, prefix):
            return lemma
    return None


def _is_present(stem: str, ending: str, prefix: str) -> bool:
    if _AFTER_PRESENT.fullmatch(ending):
        return True
    if prefix:
        return _AFTER_PRESENT_AND_PREFIX.fullmatch(ending) is not None
    return ending in ("ам", "ям") and stem not in _ALSO_NOUNS


def _unknown(word: str) -> str | None:
    """A verb the table lacks, by its frame; nearly all of those are regular."""
    if found := _UNKNOWN_PAST.fullmatch(word):
        return f"{found.group(1)}ан" if found.group(1) not in _NOUNS_IN_ID else None
    if found := _UNKNOWN_PRESENT.fullmatch(word):
        stem: str = found.group(1)
        return f"{stem}ан" if stem.endswith(("ид", "уд")) else f"{stem}идан"
    return None
