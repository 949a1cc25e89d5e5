"""Example arguments of each component, by the name of its file: what the style guide shows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.timezone import get_current_timezone

from portal.look.example_forms import EMPTY, REFUSED, ComposerForm

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "ky": "Кыргызча", "tg": "Тоҷикӣ"}


def _languages(current: str, *codes: str) -> list[dict[str, Any]]:
    names = {code: LANGUAGE_NAMES[code] for code in (current, *codes)}
    return [{"code": code, "name_local": name, "url": "#", "current": code == current} for code, name in names.items()]


_CASE = {
    "url": "#",
    "title": "Чу и Талас: как делят расходы на соседскую плотину",
    "language": "ru",
    "kind_label": "Case",
    "countries": ["Kazakhstan", "Kyrgyzstan"],
    "themes": ["Natural resources management"],
    "summary": "Плотины и каналы стоят на кыргызской земле, а поят поля в обеих странах.",
    "byline_text": "Aizada Toktosunova",
    "languages": _languages("ru", "en", "ky"),
}
_ANONYMOUS_CASE = {
    **_CASE,
    "title": "One canal, two villages: water users of Isfara and Batken",
    "language": "en",
    "summary": "Water users, irrigation and young people at one table.",
    "byline_text": "An author under the Chatham House rule",
    "languages": _languages("en"),
}
_LONG_WORDS = {
    **_CASE,
    "title": "Водохозяйственно-энергетическая взаимозависимость: трансграничное водопользование",
    "byline_text": "",
}
_COLLECTION = {
    "url": "#",
    "title": "Первые шаги: кому принадлежит вода весной",
    "language": "ru",
    "introduction": "Три текста, с которых стоит начать тем, кто впервые садится за стол с соседями.",
    "texts": 3,
    "cover_url": "",
}
_FOUND_BY_WORD = {
    **_CASE,
    "title": mark_safe("Сырдарья, 1998: летняя <mark>вода</mark> за зимнее топливо"),
    "summary": mark_safe("… рамочное соглашение связало <mark>вододеление</mark> с поставками топлива …"),
    "reason": "Found as вододеление, the Russian for water sharing",
    "published": date(2026, 10, 3),
}
_FOUND_BY_MEANING = {
    **_CASE,
    "title": "Бөген кімдікі, су кімдікі",
    "language": "kk",
    "summary": "Құрылыс бір елде, су екі елге керек.",
    "byline_text": "",
    "languages": [],
    "reason": "Close in meaning: section “Challenge”",
}
_THEMES = [
    {"value": "natural-resources", "label": "Natural resources management", "count": 11, "chosen": True},
    {"value": "human-security", "label": "Human security", "count": 2, "chosen": False},
    {"value": "partnerships", "label": "Partnerships", "count": 0, "chosen": False},
]
_OF_LANGUAGES = [{"value": "ru", "label": "Русский", "language": "ru", "count": 5, "chosen": False}]
_STITCHES = ["done"] * 4 + ["remark"] + ["open"] * 4
_REMARK = {
    "author": "An editor",
    "when": date(2026, 11, 20),
    "text": "«Отвечали письмами» – чьими? Если министерств, назовите их: читателю в другой стране это поможет.",
}
_SENT_BACK = {
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
_PUBLISHED = {
    "url": "#",
    "title": "Mailuu-Suu: telling people what lies under the hill",
    "language": "en",
    "note": "since 3 March 2026",
    "state": "Published",
    "state_kind": "done",
    "meaning": "Everyone may read it",
    "actions": [{"label": "Read it", "url": "#"}, {"label": "Write a new version", "url": "#"}],
}
_STEPS = [
    {"url": "#", "label": "Title and summary", "state": "ready", "current": False, "remark": False},
    {"url": "#", "label": "Challenge", "state": "an editor’s remark", "current": True, "remark": True},
    {"url": "#", "label": "What did not work", "state": "empty", "current": False, "remark": False},
]
_FACTS = [
    {"label": "Basin", "links": [{"label": "Chu", "url": "#"}, {"label": "Talas", "url": "#"}]},
    {"label": "Threat", "text": "Water shortage"},
    {"label": "Tags", "links": [{"label": "плотины", "url": "#", "language": "ru"}]},
]
_RELATED = [
    {
        "url": "#",
        "title": "Кто чинит водомеры?",
        "language": "ru",
        "text": "Счётчик стоит у нас.",
        "note": "9 messages",
    },
    {"url": "#", "title": "Сырдария 1998", "language": "kk", "note": "Kazakhstan", "other_language": True},
]
_PERSON = {
    "url": "#",
    "name": "Әбдірахманова Ғалия",
    "edition": "Almaty, 2015",
    "institution": "Су ресурстары министрлігі",
    "helps_with": "joint commissions",
    "country": "Kazakhstan",
}
_WEEK = {
    "title": "Natural resources management",
    "theme": {"name": "Water"},
    "starts_on": date(2015, 5, 25),
    "ends_on": date(2015, 5, 29),
    "people": 24,
}
_PLACES = [
    {"label": "Cases", "url": "#", "current": True},
    {"label": "Rooms", "url": "#", "current": False},
]


_COMPOSER = {"action": "#", "form": ComposerForm(), "label": "Message", "placeholder": "Answer in the topic"}


def _message(seq: int, author: str, html: str, **changes: Any) -> dict[str, Any]:
    when = datetime(2026, 11, 24, 14, seq, tzinfo=get_current_timezone())
    return {"seq": seq, "author": author, "html": mark_safe(html), "language": "ru", "when": when} | changes


_SAID = _message(5, "Bakyt Orozov", "<p>Счётчик стоит у нас.</p>", institution="Water office")
_SAID_BY_NOBODY = _message(41, "", "<p>We had two figures for the same week.</p>", language="en")
_HIDDEN = _message(42, "", "", is_hidden=True)
_MODERATION = {
    "reason": "hurtful",
    "get_reason_display": "It hurts somebody.",
    "word": "Say what happened, and not what they are.",
    "muted_until": date(2026, 12, 6),
}

# What a component's rows stand in, where they cannot stand alone.
STANDS_IN = {
    "case_row": "rows",
    "collection_row": "rows",
    "search_row": "rows",
    "state_row": "rows",
    "person_row": "person-row",
    "facet": "facets",
    "tools": "actions",
    "themes": "hero",
}
NOTHING: Mapping[str, Any] = {}
EXAMPLES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "alphabet": [
        {"letters": [{"letter": "Ә", "people": 1, "url": "#"}, {"letter": "Б", "people": 0, "url": "#"}]},
    ],
    "banner": [
        {"sentence": "Приём текстов о весеннем паводке – до 15 марта", "url": "#"},
        {"sentence": "Nowruz!", "url": ""},
    ],
    "byline": [{"text": "Aizada Toktosunova"}],
    "case_lead": [{"row": _CASE}],
    "case_meta": [{"row": _FOUND_BY_WORD}],
    "collection_row": [{"row": _COLLECTION}, {"row": {**_COLLECTION, "texts": 1, "introduction": ""}}],
    "case_row": [{"row": _CASE}, {"row": _ANONYMOUS_CASE}, {"row": _LONG_WORDS}],
    "chosen_filters": [{"filters": [{"label": "Kazakhstan", "url": "#"}]}],
    "citation": [
        {
            "text": "Токтосунова А. Чу и Талас. Чайхана, 12.11.2026.",
            "language": "ru",
            "downloads": [{"label": "BibTeX", "url": "#"}],
        }
    ],
    "composer": [_COMPOSER],
    "contents": [
        {
            "sections": [
                {"anchor": "context", "title": "Контекст"},
                {
                    "anchor": "approach",
                    "title": "Что сделали",
                    "headings": [{"anchor": "approach-gates", "title": "Затворы"}],
                },
            ],
            "language": "ru",
        }
    ],
    "count": [{"count": 3}],
    "day_line": [{"day": date(2026, 11, 24)}],
    "draft_progress": [{"stitches": _STITCHES, "words": "4 of 9 sections written"}],
    "empty": [
        {
            "title": "Nobody has written about this yet",
            "text": "We looked for “glacier lake insurance” in seven languages and by meaning.",
            "url": "#",
            "label": "Ask the network",
            "note": "Your words become a question in a room. You read it before it goes.",
        }
    ],
    "facet": [
        {"name": "theme", "label": "Theme", "values": _THEMES, "open": True},
        {"name": "lang", "label": "Language", "values": _OF_LANGUAGES, "open": False},
    ],
    "facts": [{"label": "About the case", "facts": _FACTS}],
    "field": [{"field": field} for form in (EMPTY, REFUSED) for field in form],
    "field_words": [{"field": REFUSED["challenge"]}],
    "form_errors": [{"form": REFUSED}],
    "home_in_each_language": [NOTHING],
    "language_link": [{"language": language} for language in _languages("ru", "en")],
    "language_tile": [{"code": "kk", "name": "Қазақша", "url": "#"}, {"code": "ru", "reading": True}],
    "message": [
        {"message": _SAID, "moderate_url": "#moderate"},
        {"message": _SAID_BY_NOBODY, "unnamed": True},
        {"message": _HIDDEN, "unnamed": True},
    ],
    "message_shape": [{"unnamed": False, "moderates": True}, {"unnamed": True}],
    "moderation": [{"moderation": _MODERATION, "is_hidden": True, "unnamed": True}],
    "navigation": [{"navigation": _PLACES, "marked": True}],
    "notice": [
        {"kind": "information", "text": "Editors answer within ten days as a rule."},
        {"kind": "done", "text": "Sent to the editors. You may go on reading; nothing waits for you."},
        {"kind": "going-on", "text": "This case is open in another tab, and newer there."},
        {"kind": "mend", "text": "Mail and password do not fit each other. Check the keyboard layout."},
    ],
    "pagination": [{"older_url": "#", "newer_url": "#"}],
    "person_row": [{"person": _PERSON}, {"person": {"url": "#", "name": "Қодирзода Меҳрангез"}}],
    "reading_time": [{"minutes": 8}],
    "related": [{"label": "In the rooms", "items": _RELATED, "url": "#", "link_label": "All rooms"}],
    "remark": [
        {"remark": _REMARK},
        {"remark": {**_REMARK, "quote": "Два района делят один канал, и каждую весну они договариваются заново."}},
        {"remark": {**_REMARK, "settled": True, "answer": "Названы оба.", "answer_author": "Автор"}},
    ],
    "rule_band": [{"url": "#"}],
    "share": [{"title": "Чу и Талас", "url": "https://chaikhana.example/ru/cases/chu-talas/"}],
    "search_box": [{"action": "#", "hint": "A word or a question"}, {"action": "#", "on_lapis": True}],
    "search_row": [{"row": _FOUND_BY_WORD}, {"row": _FOUND_BY_MEANING}],
    "save_text": [{"url": "#", "is_saved": False}, {"url": "#", "is_saved": True}],
    "section_head": [{"title": "Cases", "url": "#", "link_label": "All cases", "note": "Newest first"}],
    "state_row": [{"row": _SENT_BACK}, {"row": _PUBLISHED}],
    "steps": [{"steps": _STEPS, "words": "Section 2 of 9", "stitches": _STITCHES}],
    "tabs": [
        {
            "label": "Kinds",
            "tabs": [
                {"label": "All", "count": 12, "url": "#", "current": True},
                {"label": "Cases", "count": 9, "url": "#", "current": False},
            ],
        }
    ],
    "themes": [{"themes": [{"label": "Human security", "url": "#", "count": 17}]}],
    "tiles": [{"languages": _languages("ru", "en", "ky")}],
    "tools": [NOTHING],
    "translations": [{"languages": _languages("ru", "en", "ky")}],
    "unread_count": [{"unread_notices": 4}],
    "unread_line": [{"count": 4}],
    "workshop_row": [{"workshop": _WEEK, "url": "#"}],
}
