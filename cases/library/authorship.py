"""Who wrote a text."""

from django.conf import settings
from django.db import models
from wagtail.models import Page

from network.access.byline import Person
from network.people.models import HOUSE_DOMAIN, Member

# Who owns a text under the Chatham House rule: one inactive account that is nobody, for Wagtail must name an owner.
VOICE = f"voice{HOUSE_DOMAIN}"


class Authorship(models.Model):
    """Who wrote a page. Under the Chatham House rule this is the one place that knows, and `byline` its one reader."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="authorships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    # The id under which his browser began the text, and the version that it last saved by that id alone: what is sent
    # again, because the answer was lost or the tab was closed, begins no second text.
    client_id = models.UUIDField(null=True, editable=False)
    begun_version = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "member"], name="author_is_once_on_a_page"),
            models.UniqueConstraint(fields=["member", "client_id"], name="text_is_begun_once"),
        ]

    def __str__(self) -> str:
        return f"an author of {self.page_id}"

    @staticmethod
    def take_over(page: Page) -> None:
        """A translation is its authors', too, whoever put it into the tree."""
        signed = Authorship.objects.filter(page__translation_key=page.translation_key).exclude(page=page.pk)
        members = dict.fromkeys(signed.values_list("member", flat=True))
        Authorship.objects.bulk_create(
            Authorship(page_id=page.pk, member_id=member, position=position) for position, member in enumerate(members)
        )

    def person(self) -> Person:
        profile = getattr(self.member, "profile", None)
        return profile.person() if profile else Person(self.member_id, self.member.name)


def voice() -> Member:
    """The account in whose name such texts are owned, revised and submitted. Nobody can sign in with it."""
    found = Member.objects.filter(email=VOICE).first()
    if found:
        return found
    nobody = Member(email=VOICE, name="Chatham House", is_active=False)
    nobody.set_unusable_password()
    nobody.save()
    return nobody
