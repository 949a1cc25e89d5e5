"""What questions have in common is left out of them, so that the language they are asked in decides less."""

import numpy as np

from search.embeddings.client import embeddings
from search.embeddings.query_embedding import embed_query

# What a Kyrgyz question asks, and the same news in English, Kyrgyz and Tajik.
NEWS = {
    "айыл дарбазаны качан ачат": (
        "Two villages agreed when each of them opens the irrigation gate.",
        "Эки айыл сугат дарбазасын кайсынысы качан ачарын макулдашты.",
        "Ду деҳа мувофиқат карданд, ки дари обёриро кай мекушоянд.",
    ),
    "малчыларга дарыгер": (
        "A mobile clinic visits shepherds on the summer pastures.",
        "Көчмө клиника жайлоодогу малчыларга барат.",
        "Дармонгоҳи сайёр ба назди чӯпонон дар чарогоҳ меравад.",
    ),
    "акча кантип жумшаларын уккан жер": (
        "The district budget was explained to residents in a public hearing.",
        "Райондун бюджети тургундарга ачык угууда түшүндүрүлдү.",
        "Буҷети ноҳия ба сокинон дар шунавоии оммавӣ фаҳмонда шуд.",
    ),
    "тойго чек арадан өтүү": (
        "Border guards let families cross to a wedding.",
        "Чек арачылар үй-бүлөлөрдү тойго өткөрүштү.",
        "Сарҳадбонон ба оилаҳо барои рафтан ба тӯй иҷозат доданд.",
    ),
    "өрүктү ким сатат": (
        "Women of the valley opened a market for dried apricots.",
        "Өрөөндүн аялдары кургатылган өрүк базарын ачышты.",
        "Занони водӣ бозори зардолуи хушк кушоданд.",
    ),
    "балдарды шахтадан алыстатуу": (
        "Old mines were fenced so that children stay away.",
        "Балдар барбасын деп эски шахталар тосулду.",
        "Конҳои кӯҳна девор карда шуданд, то кӯдакон наздик нашаванд.",
    ),
    "класстагы чыр": (
        "Teachers learned how to settle quarrels between pupils.",
        "Мугалимдер окуучулардын чырын жөнгө салууну үйрөнүштү.",
        "Омӯзгорон ҳалли низои байни хонандагонро омӯхтанд.",
    ),
    "сел келер алдындагы кабар": (
        "Early warning of mudflows reaches phones in minutes.",
        "Сел тууралуу эрте эскертүү телефондорго бир нече мүнөттө жетет.",
        "Огоҳии бармаҳал аз сел дар чанд дақиқа ба телефонҳо мерасад.",
    ),
}


def test_a_question_finds_its_answers_in_whatever_language_they_are(meaning):
    told = [telling for tellings in NEWS.values() for telling in tellings]
    texts = np.array(embeddings().vectors(told, "passage"))
    found = 0
    for place, question in enumerate(NEWS):
        nearest = np.argsort(-(texts @ embed_query(question, "ky")))[:3]
        found += sum(3 * place <= text < 3 * place + 3 for text in nearest)
    assert found >= 16  # of 24; with all that questions have in common in them, 14


def test_a_language_without_usual_questions_asks_as_it_is(meaning):
    plain = embeddings().vectors(["Wasser"], "query")[0]
    assert np.allclose(embed_query("Wasser", "de"), plain)
    assert not np.allclose(embed_query("Wasser", "en"), plain)
    assert np.isclose(np.linalg.norm(embed_query("Wasser", "en")), 1)
