"""`manage.py shell` reads this after texts/begin_texts.py: the first of the texts is published, its tag is looked for, and an editor
reads Russian."""

import os

from wagtail.users.models import UserProfile

from cases.contribute.revisions import latest, token_of
from cases.editorial.review.actions import approve
from cases.library.models import CasePage, Tag
from network.people.models import Member
from search.saved.models import SavedSearch

editor = Member.objects.get(email="second.editor@demo.example")
profile = UserProfile.get_for_user(editor)
profile.preferred_language = "ru"
profile.save()
page = CasePage.objects.get(title=os.environ["TITLES"].split("|")[0])
approve(page, editor, seen=token_of(latest(page)))
tag = Tag.named(os.environ["TAGS"])
Tag.named(os.environ["KEPT"])
reader = Member.objects.get(email="organiser@demo.example")  # in whose searches no other journey looks
SavedSearch.objects.get_or_create(owner=reader, name=tag.slug, query=f"?tag={tag.slug}")
print(tag.slug, Tag.named(os.environ["KEPT"]).slug)
