"""`manage.py shell` reads this: texts of a member that wait for an editor, each with a file, and a second editor."""

import os
from uuid import uuid4

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.contribute import actions
from cases.files.prepared_files import prepare_file
from cases.library.models import CONCEPT_FIELDS, CasePage
from network.people.models import EDITORS_GROUP, Member
from search.vocabulary.models import Concept

TOLD = "<p>Two districts share one canal, and each spring they agree anew on who opens which gate, and for how many days.</p>"
TOLD += os.environ.get("MORE", "")
author = Member.objects.get(email="alumna@demo.example")
first = Member.objects.get(email="editor@demo.example")
second, _made = Member.objects.get_or_create(
    email="second.editor@demo.example", defaults={"name": "Askar Editorov", "password": first.password}
)
second.groups.add(Group.objects.get(name=EDITORS_GROUP))
country, theme = (Concept.objects.filter(scheme=scheme).first() for scheme in ("countries", "themes"))
for title in os.environ["TITLES"].split("|"):
    answers = {name: TOLD for name, _title in CasePage.SECTIONS} | dict.fromkeys(CONCEPT_FIELDS.values(), ())
    answers |= {
        "title": title,
        "summary": "How two districts share a canal.",
        "language": "en",
        "tags": [os.environ.get("TAGS", "canals")],
    }
    answers |= {"countries": [country.pk], "themes": [theme.pk], "workshop": None, "embargo": None, "embargo_zone": ""}
    answers |= {"clearance": "personal", "audience": "public", "attribution": "named", "picture": None, "paper": None}
    answers |= {"files": [prepare_file(SimpleUploadedFile("annex.csv", b"month;gate\n"), without_traces=False)]}
    page = actions.start_draft(CasePage, author, client_id=uuid4(), answers=answers)
    actions.submit(page, author)
