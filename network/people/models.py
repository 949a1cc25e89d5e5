"""Members: the account one signs in with, and the profile that others are shown."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.broadcasts import WatchedQuerySet
from network.access.byline import Person
from network.access.gate import Gate, GatedQuerySet
from network.access.seals import random_seal
from network.access.viewer import MEMBERS
from network.handover import Words, hand_over
from network.people.fields import AddressField, LineField
from search.analysis.names import name_key
from search.site import LANGUAGES
from search.vocabulary.models import Concept

# Groups of accounts: what they may do is set up in cases.editorial.
EDITORS_GROUP = "Editors"
ORGANISERS_GROUP = "Organisers"
MODERATORS_GROUP = "Moderators"
MEMBERS_GROUP = "Members"
# Accounts of the house itself, which are nobody: such texts under the Chatham House rule are owned by one.
HOUSE_DOMAIN = "@chaikhana.invalid"
# In whose name stands what people wrote who left and are named no longer; one for all, so that nothing ties one text of theirs
# to another.
FORMER = f"former{HOUSE_DOMAIN}"
# What the database's migration closed because another account had the same address; no mail leads there.
DUPLICATE_DOMAIN = "@duplicate.invalid"
# Who left and let his name stand on what he wrote: the name is all that is left of the account.
LEFT_DOMAIN = "@left.invalid"


class MemberQuerySet(WatchedQuerySet):
    def of_people(self) -> Self:
        """Without the accounts of the house itself, and of those of whom the name alone is left: nobody invites, opens or
        renames those."""
        return self.exclude(email__endswith=HOUSE_DOMAIN).exclude(email__endswith=LEFT_DOMAIN)

    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one, each as `Member.delete` has it."""
        deleted: Counter[str] = Counter()
        with transaction.atomic():
            for member in self:
                deleted += Counter(member.delete()[1])
        return deleted.total(), dict(deleted)

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class MemberManager(BaseUserManager["Member"]):
    def get_queryset(self) -> MemberQuerySet:
        return MemberQuerySet(self.model, using=self._db)

    def of_people(self) -> MemberQuerySet:
        return self.get_queryset().of_people()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        """For commands and imports. Raises ValidationError where the address is none, or the name is missing."""
        member: Member = self.model(email=email, **fields)
        member.set_password(password)
        member.clean_fields()
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        with transaction.atomic():
            member = self.create_user(email, password, is_superuser=True, **fields)
            record(Act.INVITED, f"person:{member.pk}", details="+Administrator")
        return member

    def get_by_natural_key(self, email: str | None) -> "Member":
        return self.get(email=email or "")


class Member(AbstractBaseUser, PermissionsMixin):
    """An account. Made by invitation or import, never by signing up oneself; the e-mail address is the name of it."""

    email = AddressField(_("e-mail address"), unique=True)
    name = LineField(_("name"), max_length=120)
    language = models.CharField(_("language of the interface"), max_length=8, choices=LANGUAGES, default="ru")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Almaty")
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now)
    # A seal once the rule of rooms without names is accepted, and by chance until then: a copy of the database cannot tell
    # who may have spoken there.
    rule_seal = models.CharField(max_length=32, default=random_seal, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = MemberManager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        permissions = [
            ("review_texts", _("Can read texts before they are published, and decide on them")),
            # Of its own: Wagtail's bulk actions ask `change_member`, and would give any group to anybody.
            ("manage_accounts", _("Can invite people, correct and close their accounts")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_address_is_in_small_letters"),
            models.CheckConstraint(condition=~Q(email=""), name="account_has_an_address"),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_a_name"),
            models.CheckConstraint(
                condition=~Q(email__endswith=HOUSE_DOMAIN) | Q(is_active=False),
                name="nobody_signs_in_as_the_house",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Whoever deletes it: what was said to others stays, as that of a former participant."""
        with transaction.atomic():
            hand_over(self.pk, Words.FORMER)
            return super().delete(*args, **kwargs)

    @property
    def gets_mail(self) -> bool:
        return not self.email.endswith((HOUSE_DOMAIN, DUPLICATE_DOMAIN, LEFT_DOMAIN))

    @property
    def shown_name(self) -> str:
        return str(_("A former participant")) if self.email == FORMER else self.name

    def person(self) -> Person:
        """For bylines. A closed account has no page that a name could lead to."""
        profile = getattr(self, "profile", None)
        return profile.person() if profile else Person(self.pk if self.is_active else 0, self.shown_name)

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name

    @property
    def is_staff(self) -> bool:
        """Asked by the framework: who may enter Wagtail's admin, as organisers may, too."""
        return self.has_perm("wagtailadmin.access_admin")

    @property
    def is_editor(self) -> bool:
        """Whether texts, files and papers that are not published yet are open to this member."""
        return self.has_perm("people.review_texts")

    @property
    def is_moderator(self) -> bool:
        """In every room that is open to him, and in no other."""
        return self.has_perm("rooms.moderate_messages")


class ProfileQuerySet(GatedQuerySet):
    def for_rows(self) -> "ProfileQuerySet":
        """With all that components/person_row.html shows."""
        return self.select_related("member", "country")


class Profile(models.Model):
    """What other members are shown of a member. Each contact has its own audience; an empty one is shown to nobody."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    audience = models.CharField(_("who may see this profile"), max_length=40, default=MEMBERS, db_index=True)
    name_native = models.CharField(_("name in your own script"), max_length=120, blank=True)
    name_key = models.CharField(max_length=255, editable=False, db_index=True)
    position = models.CharField(_("position"), max_length=160, blank=True)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    country = models.ForeignKey(Concept, models.PROTECT, related_name="+", verbose_name=_("country"), null=True)
    about = models.TextField(_("what you work on, and can help with"), max_length=2_000, blank=True)
    themes = models.ManyToManyField(Concept, related_name="+", blank=True, verbose_name=_("themes"))
    languages = models.JSONField(_("languages you write in"), default=list, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    phone_audience = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail for colleagues"), blank=True)
    email_audience = models.CharField(max_length=40, blank=True)

    objects = ProfileQuerySet.as_manager()
    visible = Gate(ProfileQuerySet)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return self.member.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(f"{self.member.name} {self.name_native}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.member_id])

    def person(self) -> Person:
        """For bylines. Country comes from a loaded row: ask through `for_rows()` or `select_related`."""
        country = self.country.name if self.country else ""
        id = self.member_id if self.member.is_active else 0
        return Person(id, self.member.name, institution=self.institution, country=country)


def former_participant() -> Member:
    """The account in whose name stands what people wrote who left. Nobody can sign in with it."""
    found = Member.objects.filter(email=FORMER).first()
    if found:
        return found
    nobody = Member(email=FORMER, name="Former participant", is_active=False)
    nobody.set_unusable_password()
    nobody.save()
    return nobody


class Leaving(models.Model):
    """An account that is closed, and will be erased. Taken back it is no row any more.

    words: what becomes of what its owner wrote under his name. by_keeper: an organiser closed it, so he alone opens it again.
    """

    DAYS = 14

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="leaving")
    words = models.CharField(max_length=10, choices=Words.choices, default=Words.FORMER)
    by_keeper = models.BooleanField(default=False)
    closed_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"{self.member_id} leaves"

    @property
    def erased_on(self) -> date:
        return self.closed_on + timedelta(days=self.DAYS)
