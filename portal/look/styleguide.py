"""Each component of the house in each of its states, with example data written here. Only where DEBUG is on."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import get_current_timezone

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "ky": "Кыргызча", "tg": "Тоҷикӣ"}


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/styleguide.html", {"examples": examples()})


def examples() -> dict[str, Any]:
    """Example arguments of the components, by the component's name or by what they show."""
    return {
        "rows": _rows(),
        "found": _found(),
        "languages": _languages("ru", "en", "ky", "kk"),
        "facets": _facets(),
        "chosen": [{"label": "Natural resources management", "url": "#"}, {"label": "Kazakhstan", "url": "#"}],
        "form": ExampleForm(),
        "refused": _refused_form(),
        "composer": ComposerForm(),
        "remark": _remark(),
        "settled_remark": {**_remark(), "settled": True, "answer": "Названы оба.", "answer_author": "Автор"},
        "stitches": ["done"] * 4 + ["remark"] + ["open"] * 4,
        "steps": _steps(),
        "mine": _mine(),
        "messages": _messages(),
        "unnamed": _unnamed_messages(),
        "topics": _topics(),
        "day": date(2026, 11, 24),
        "sections": [{"anchor": "context", "title": "Контекст"}, {"anchor": "failure", "title": "Что не получилось"}],
        "facts": _facts(),
        "related": _related(),
        "nearest": [
            {"url": "#", "label": "glacier lake", "note": "without “insurance”: 3 cases"},
            {"url": "#", "label": "early warning", "note": "the wider subject: 6 cases, 2 practices"},
        ],
        "people": _people(),
        "workshop": _workshop(),
        "letters": [
            {"letter": "А", "people": 2, "url": "#"},
            {"letter": "Ә", "people": 1, "url": "#"},
            {"letter": "Б", "people": 0},
        ],
        "themes": [
            {"label": "Human security", "url": "#", "count": 17},
            {"label": "Partnerships", "url": "#", "count": 9},
        ],
    }


def _languages(current: str, *codes: str) -> list[dict[str, Any]]:
    names = {code: LANGUAGE_NAMES[code] for code in (current, *codes)}
    return [{"code": code, "name_local": name, "url": "#", "current": code == current} for code, name in names.items()]


def _row(**changes: Any) -> dict[str, Any]:
    row = {
        "url": "#",
        "title": "Чу и Талас: как делят расходы на соседскую плотину",
        "language": "ru",
        "kind_label": "Case",
        "countries": ["Kazakhstan", "Kyrgyzstan"],
        "themes": ["Natural resources management"],
        "summary": "Плотины и каналы стоят на кыргызской земле, а поят поля в обеих странах.",
        "byline_text": "Aizada Toktosunova",
        "languages": _languages("ru", "en", "ky"),
        "cover_url": "",
        "published": None,
        "reading_minutes": 8,
        "reason": "",
    }
    return row | changes


def _rows() -> list[dict[str, Any]]:
    anonymous = _row(
        title="One canal, two villages: water users of Isfara and Batken",
        language="en",
        themes=["Conflict transformation"],
        summary="Water users, irrigation and young people at one table.",
        byline_text="An author under the Chatham House rule",
        languages=_languages("en"),
        reason="Because you follow the tag “canals”",
    )
    long_words = _row(
        title="Водохозяйственно-энергетическая взаимозависимость: трансграничное водопользование",
        byline_text="",
        languages=_languages("ru"),
        reading_minutes=0,
    )
    return [_row(), anonymous, long_words]


def _found() -> list[dict[str, Any]]:
    by_word = _row(
        title=mark_safe("Сырдарья, 1998: летняя <mark>вода</mark> за зимнее топливо"),
        summary=mark_safe("… рамочное соглашение связало <mark>вододеление</mark> с поставками топлива …"),
        reason="Found as вододеление, the Russian for water sharing",
        published=date(2026, 10, 3),
        languages=_languages("kk"),
    )
    by_meaning = _row(
        title="Бөген кімдікі, су кімдікі",
        language="kk",
        summary="Құрылыс бір елде, су екі елге керек.",
        byline_text="",
        languages=[],
        reason="Close in meaning: section “Challenge”",
    )
    return [by_word, by_meaning]


def _facets() -> list[dict[str, Any]]:
    themes = [
        {"value": "natural-resources", "label": "Natural resources management", "count": 11, "chosen": True},
        {"value": "human-security", "label": "Human security", "count": 2, "chosen": False},
        {"value": "partnerships", "label": "Partnerships", "count": 0, "chosen": False},
    ]
    languages = [{"value": "ru", "label": "Русский", "language": "ru", "count": 5, "chosen": False}]
    return [
        {"name": "theme", "label": "Theme", "open": True, "values": themes},
        {"name": "lang", "label": "Language", "open": False, "values": languages},
    ]


def _choice(label: str, help_text: str) -> str:
    return format_html('{}<span class="choice__help">{}</span>', label, help_text)


class ExampleForm(forms.Form):
    """One field of each kind that members meet."""

    title = forms.CharField(label="Title", help_text="Say what was done, in one line.", max_length=120)
    challenge = forms.CharField(
        label="Challenge",
        help_text="For whom was it hard, and why? 100 to 250 words read best.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    country = forms.ChoiceField(label="Country", choices=[("kz", "Kazakhstan"), ("kg", "Kyrgyzstan")])
    clearance = forms.ChoiceField(
        label="Clearance",
        help_text="Only you and the editors see the paper.",
        widget=forms.RadioSelect,
        choices=[
            ("personal", _choice("I write for myself", "My own view, not that of my institution")),
            ("cleared", _choice("My institution has cleared it", "I attach the letter, or give its number and date")),
        ],
        error_messages={"required": "Choose one answer. All you have written is saved."},
    )
    weekly = forms.BooleanField(label="Send me one mail a week", required=False)
    paper = forms.FileField(label="The paper", help_text="PDF or DOCX, at most 20 MB.", required=False)


class ComposerForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial="0190e9f2-0000-7000-8000-000000000000")
    text = forms.CharField(max_length=4_000, widget=forms.Textarea)


class AnswerForm(forms.Form):
    answer = forms.CharField(label="Your answer", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


def _refused_form() -> ExampleForm:
    data = {"refused-title": "Чу и Талас", "refused-country": "kz", "refused-challenge": ""}
    return ExampleForm(data, prefix="refused")


def _remark() -> dict[str, Any]:
    text = "«Отвечали письмами» – чьими? Если министерств, назовите их: читателю в другой стране это поможет."
    return {"author": "An editor", "when": date(2026, 11, 20), "text": text, "form": AnswerForm(prefix="remark")}


def _steps() -> list[dict[str, Any]]:
    return [
        {"url": "#", "label": "Title and summary", "state": "ready", "current": False, "remark": False},
        {"url": "#", "label": "Challenge", "state": "an editor’s remark", "current": True, "remark": True},
        {"url": "#", "label": "What did not work", "state": "empty", "current": False, "remark": False},
    ]


def _mine() -> list[dict[str, Any]]:
    waiting = {
        "url": "#",
        "title": "Чу и Талас: как делят расходы на соседскую плотину",
        "language": "ru",
        "note": "sent back on 20 November",
        "state": "Two remarks to answer",
        "state_kind": "mend",
        "meaning": "In “Challenge” and “What did not work”",
        "stitches": ["done"] * 7 + ["remark"] * 2,
        "stitches_words": "7 of 9 sections ready",
        "actions": [{"label": "See what to change", "url": "#", "main": True}],
    }
    published = {
        "url": "#",
        "title": "Mailuu-Suu: telling people what lies under the hill",
        "language": "en",
        "note": "since 3 March 2026",
        "state": "Published",
        "state_kind": "done",
        "meaning": "Everyone may read it",
        "actions": [{"label": "Read it", "url": "#"}, {"label": "Write a new version", "url": "#"}],
    }
    return [waiting, published]


def _message(seq: int, author: str, html: str, **changes: Any) -> dict[str, Any]:
    when = datetime(2026, 11, 24, 14, seq, tzinfo=get_current_timezone())
    message = {"seq": seq, "author": author, "html": mark_safe(html), "language": "ru", "when": when}
    return message | changes


def _messages() -> list[dict[str, Any]]:
    case = {"url": "#", "title": "Чу и Талас", "language": "ru", "note": "Case, Kyrgyzstan, Kazakhstan, 8 min"}
    return [
        _message(
            5,
            "Bakyt Orozov",
            "<p>Счётчик стоит у нас, а показания нужны обоим.</p>",
            institution="Water office",
            case=case,
        ),
        _message(
            20,
            "Ogulgerek Annayeva",
            "<p>Bizde hem şeýle: suw ölçeýji enjamy iki tarap bile barlaýar.</p>",
            language="tk",
            institution="Turkmenistan",
            translation_url="#",
            translation_label="Show in English",
        ),
        _message(
            31,
            "You",
            "<p>Журнал у смотрителя, копия в Секретариате.</p>",
            own=True,
            quote={"author": "Ogulgerek Annayeva", "text": "Žurnaly kim saklaýar?"},
            state="sent",
            state_words="Sent",
        ),
        _message(
            32,
            "You",
            "<p>Могу показать образец страницы.</p>",
            own=True,
            state="waiting",
            state_words="Waits for a line. It will go by itself, you may write on",
        ),
        _message(
            33,
            "You",
            "<p>Прикладываю таблицу.</p>",
            own=True,
            state="failed",
            state_words="Not sent: the file is larger than 10 MB",
        ),
    ]


def _unnamed_messages() -> list[dict[str, Any]]:
    return [
        _message(41, "", "<p>We had two figures for the same week. We met at the gauge instead.</p>", language="en"),
        _message(42, "", "<p>Кто подписывает, если цифры разные?</p>", own=True),
    ]


def _topics() -> list[dict[str, Any]]:
    row = {"get_absolute_url": "#", "language": "ru"}
    return [
        row | {"slug": "gauges", "title": "Кто чинит водомеры на Таласе?", "news": 0},
        row | {"slug": "level", "title": "Бөгендегі су деңгейі", "language": "kk", "news": 3},
        row | {"slug": "rate", "title": "Какой курс брать в смете", "news": 0, "is_settled": True},
    ]


def _facts() -> list[dict[str, Any]]:
    return [
        {"label": "Basin", "links": [{"label": "Chu", "url": "#"}, {"label": "Talas", "url": "#"}]},
        {"label": "Threat", "text": "Water shortage"},
        {"label": "Tags", "links": [{"label": "плотины", "url": "#", "language": "ru"}]},
        {"label": "Licence", "text": "CC BY 4.0"},
    ]


def _related() -> list[dict[str, Any]]:
    return [
        {
            "url": "#",
            "title": "Кто чинит водомеры?",
            "language": "ru",
            "text": "Счётчик стоит у нас.",
            "note": "9 messages",
        },
        {"url": "#", "title": "Сырдария 1998", "language": "kk", "note": "Kazakhstan", "other_language": True},
    ]


def _people() -> list[dict[str, Any]]:
    return [
        {
            "url": "#",
            "name": "Әбдірахманова Ғалия",
            "edition": "Almaty, 2015",
            "institution": "Су ресурстары министрлігі",
            "helps_with": "joint commissions",
            "country": "Kazakhstan",
            "languages": _languages("kk", "ru", "en"),
        },
        {"url": "#", "name": "Қодирзода Меҳрангез", "country": "Tajikistan", "languages": _languages("tg", "ru")},
    ]


def _workshop() -> dict[str, Any]:
    return {
        "url": "#",
        "title": "Natural resources management",
        "starts": date(2015, 5, 25),
        "ends": date(2015, 5, 29),
        "place": "Almaty",
        "note": "",
    }
