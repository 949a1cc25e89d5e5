"""`manage.py shell` reads this: a Russian case of a member that readers have, of this title; it prints its address."""

import os
from uuid import uuid4

from cases.contribute import actions
from cases.contribute.revisions import token_of
from cases.editorial.review.actions import approve
from cases.library.models import CONCEPT_FIELDS, CasePage
from network.people.models import Member
from search.vocabulary.models import Concept

SECTIONS = {
    "context": "Два района делят один канал. Весной все говорят о водных ресурсах, и каждый уезд считает их по-своему, в своей тетради.",
    "challenge": "Гидропост стоял на одном берегу, а верили ему только там. На другом берегу мерили рейкой и записывали другие числа.",
    "approach": "Поставили общий гидропост на мосту. Каждое утро его читают двое, по одному с каждой стороны, и подписывают одну страницу.",
    "results": "За два сезона не было ни одного спора о числах. Спорили о том, кому и когда сколько воды, но уже о самом деле.",
    "lessons": "Сначала договоритесь, чему вы оба верите, и только потом о том, как делить. Иначе делить будете свои тетради.",
}
author, editor = (Member.objects.get(email=f"{name}@demo.example") for name in ("alumna", "editor"))
answers = {name: f"<p>{SECTIONS[name]}</p>" if name in SECTIONS else "" for name, _title in CasePage.SECTIONS}
answers |= dict.fromkeys(CONCEPT_FIELDS.values(), ())
answers |= {"title": os.environ["TITLE"], "summary": "Один гидропост для двух берегов.", "language": "ru", "tags": []}
country = Concept.objects.get(scheme="countries", slug="kg")
theme = (
    Concept.objects.filter(scheme="themes", names__ru__icontains="ресурс").first() or Concept.objects.of("themes")[0]
)
answers |= {"countries": [country.pk], "themes": [theme.pk], "workshop": None, "embargo": None, "embargo_zone": ""}
answers |= {"clearance": "personal", "audience": "public", "attribution": "named", "picture": None, "paper": None}
page = actions.start_draft(CasePage, author, client_id=uuid4(), answers=answers)
actions.submit(page, author)
page = CasePage.objects.get(pk=page.pk)
approve(page, editor, seen=token_of(page))
print(CasePage.objects.get(pk=page.pk).address)
