"""`manage.py shell` reads this: somebody with a published case and a message in a room; ADDRESS and NAME say who."""

import os
from uuid import uuid4

from django.contrib.auth.models import Group

from cases.contribute import actions
from cases.contribute.revisions import token_of
from cases.editorial.review.actions import approve
from cases.library.models import CONCEPT_FIELDS, CasePage
from network.people.models import MEMBERS_GROUP, Member, Profile
from network.rooms.actions import post_message
from network.rooms.models import Topic
from portal.demonstration.accounts import PASSWORD
from search.vocabulary.models import Concept

TOLD = "<p>Two districts share one canal, and each spring they agree anew on who opens which gate, and for how many days.</p>"
name = os.environ["NAME"]
member = Member.objects.create_user(os.environ["ADDRESS"], PASSWORD, name=name, language="en")
member.groups.add(Group.objects.get(name=MEMBERS_GROUP))
Profile.objects.create(member=member)
country, theme = (Concept.objects.filter(scheme=scheme).first() for scheme in ("countries", "themes"))
answers = {section: TOLD for section, _title in CasePage.SECTIONS} | dict.fromkeys(CONCEPT_FIELDS.values(), ())
answers |= {
    "title": f"The canal of {name[:6]}",
    "summary": "How two districts share a canal.",
    "language": "en",
    "tags": ["canals"],
}
answers |= {"countries": [country.pk], "themes": [theme.pk], "workshop": None, "embargo": None, "embargo_zone": ""}
answers |= {
    "clearance": "personal",
    "audience": "public",
    "attribution": "named",
    "picture": None,
    "paper": None,
    "files": [],
}
page = actions.start_draft(CasePage, member, client_id=uuid4(), answers=answers)
actions.submit(page, member)
page = CasePage.objects.get(pk=page.pk)
approve(page, Member.objects.get(email="editor@demo.example"), seen=token_of(page))
topic = Topic.objects.get(room__slug="isfara-batken", slug="slukhi-bystree-vody")
post_message(
    topic,
    member,
    client_id=uuid4(),
    text=f"The gate is open, says {os.environ['ADDRESS'].partition('@')[0]}",
    language="en",
)
print(CasePage.objects.get(pk=page.pk).address)
