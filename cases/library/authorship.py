"""Who wrote a text; and what the database itself refuses on a text under the Chatham House rule: a name, and a paper with one."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from network.access.byline import Attribution, Person
from network.access.seals import SPENT, fits, seal
from network.people.models import HOUSE_DOMAIN, Member
from network.row_rules import RowRule

# Who owns a text under the Chatham House rule: one inactive account that is nobody, for Wagtail must name an owner.
VOICE = f"voice{HOUSE_DOMAIN}"
_PURPOSE = "text"
AUTHOR_RULE = "an_author_under_the_rule_is_sealed"
PAPER_RULE = "no_clearance_paper_is_kept_under_the_rule"


class AuthorshipQuerySet(models.QuerySet["Authorship"]):
    def of(self, member_id: int | None) -> Self:
        """Those of this member, named or sealed. Which seals are his no query can tell: each is tried, 16 µs a text."""
        if member_id is None:  # or else pages without an author would be a visitor's
            return self.none()
        sealed = self.filter(member=None).exclude(seal=SPENT).values_list("pk", "seal", "page__translation_key")
        own = [pk for pk, seal, key in sealed if fits(seal, _PURPOSE, key, member_id)]
        return self.filter(Q(member=member_id) | Q(pk__in=own))


class Authorship(models.Model):
    """Who wrote a page. Until it is sent with his name, and for ever under the Chatham House rule, its author is sealed."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="authorships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    # Of the text and all its translations, which are his, too.
    seal = models.CharField(max_length=32, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    # The id under which his browser began the text, and the version that it last saved by that id alone: what is sent
    # again, because the answer was lost or the tab was closed, begins no second text.
    client_id = models.UUIDField(null=True, editable=False, unique=True)
    begun_version = models.CharField(max_length=60, blank=True, editable=False)

    objects = AuthorshipQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "member"], name="author_is_once_on_a_page"),
            models.UniqueConstraint(
                fields=["page", "seal"], condition=Q(member=None), name="sealed_author_is_once_on_a_page"
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=False, seal="") | (Q(member=None) & ~Q(seal="")),
                name="author_is_named_or_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"an author of {self.page_id}"

    @staticmethod
    def take_over(page: Page) -> None:
        """A translation is its authors', too, whoever put it into the tree."""
        signed = Authorship.objects.filter(page__translation_key=page.translation_key).exclude(page=page.pk)
        authors = dict.fromkeys(signed.values_list("member", "seal"))
        Authorship.objects.bulk_create(
            Authorship(page_id=page.pk, member_id=member, seal=seal, position=position)
            for position, (member, seal) in enumerate(authors)
        )

    def is_by(self, member_id: int | None) -> bool:
        if member_id is None:
            return False
        if self.seal:
            return fits(self.seal, _PURPOSE, self.page.translation_key, member_id)
        return self.member_id == member_id

    def person(self) -> Person | None:
        """None of who is sealed."""
        return self.member.person() if self.member else None


def sealed_author(page: Page, member_id: int) -> dict[str, Any]:
    """Fields of an authorship that names nobody."""
    return {"member": None, "seal": seal(_PURPOSE, page.translation_key, member_id)}


def signature(page: Any, member_id: int) -> dict[str, Any]:
    """Fields of the authorship of a text that is sent: as its attribution has it."""
    if page.attribution == Attribution.NAMED:
        return {"member_id": member_id, "seal": ""}
    return sealed_author(page, member_id)


def voice() -> Member:
    """The account in whose name such texts are owned, revised and submitted. Nobody can sign in with it."""
    found = Member.objects.filter(email=VOICE).first()
    if found:
        return found
    nobody = Member(email=VOICE, name="Chatham House", is_active=False)
    nobody.set_unusable_password()
    nobody.save()
    return nobody


_KINDS = ("library_casepage", "library_practicepage")


_UNDER_THE_RULE = """(
    EXISTS (SELECT 1 FROM library_casepage WHERE page_ptr_id = NEW.page_id AND attribution <> 'named')
    OR EXISTS (SELECT 1 FROM library_practicepage WHERE page_ptr_id = NEW.page_id AND attribution <> 'named')
)"""


def _named_author() -> RowRule:
    broken = f"NEW.member_id IS NOT NULL AND {_UNDER_THE_RULE}"
    return RowRule(AUTHOR_RULE, "library_authorship", broken, broken)


def _named_text(table: str) -> RowRule:
    names = "SELECT 1 FROM library_authorship WHERE page_id = NEW.page_ptr_id AND member_id IS NOT NULL"
    broken = f"NEW.attribution <> 'named' AND EXISTS ({names})"
    return RowRule(AUTHOR_RULE, table, broken, broken)


def _paper(table: str) -> RowRule:
    broken = "NEW.attribution <> 'named' AND NEW.clearance_paper <> ''"
    return RowRule(PAPER_RULE, table, broken, broken)


def _paper_of_a_version() -> RowRule:
    """A draft stands in its versions alone."""
    broken = "{attribution} <> 'named' AND COALESCE({paper}, '') <> ''"
    fields = ("attribution", "clearance_paper")
    sqlite, postgresql = (
        broken.format(attribution=how % fields[0], paper=how % fields[1])
        for how in ("json_extract(NEW.content, '$.%s')", "NEW.content ->> '%s'")
    )
    return RowRule(PAPER_RULE, "wagtailcore_revision", sqlite, postgresql)


RULES = (
    _named_author(),
    *(_named_text(table) for table in _KINDS),
    *(_paper(table) for table in _KINDS),
    _paper_of_a_version(),
)
