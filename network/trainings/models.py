"""Programme → edition → workshop: what people met at, and what they worked with there."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.access.broadcasts import WatchedQuerySet
from network.access.gate import Gate, GatedQuerySet
from network.access.viewer import PUBLIC, edition_key
from search.localized import localized
from search.site import LANGUAGES
from search.vocabulary.models import Concept


class Translated:
    """Rows whose texts are kept as language → text."""

    @staticmethod
    def text_of(texts: dict[str, str]) -> str:
        return localized(texts) or ""


class Programme(Translated, models.Model):
    """A project of several years: who organises it, with whom, and who pays."""

    slug = models.SlugField(unique=True, max_length=80)
    titles = models.JSONField(_("titles"), default=dict)
    summaries = models.JSONField(_("summaries"), default=dict, blank=True)
    organisers = models.CharField(_("organisers"), max_length=300, blank=True)
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    donor = models.CharField(_("donor"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.text_of(self.titles)

    @property
    def summary(self) -> str:
        return self.text_of(self.summaries)


class Edition(Translated, models.Model):
    """A series at one place and time, such as Almaty 2015. Its people are an audience of their own."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="editions")
    slug = models.SlugField(unique=True, max_length=80)
    titles = models.JSONField(_("titles"), default=dict)
    place = models.JSONField(_("place"), default=dict)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Almaty")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.text_of(self.titles)

    @property
    def place_name(self) -> str:
        return self.text_of(self.place)

    @property
    def audience(self) -> str:
        return edition_key(self.pk)


class Workshop(Translated, models.Model):
    """A week with its own theme and its own participants."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="workshops")
    slug = models.SlugField(max_length=80)
    theme = models.ForeignKey(Concept, models.PROTECT, related_name="+", null=True)
    titles = models.JSONField(_("titles"), default=dict)
    descriptions = models.JSONField(_("descriptions"), default=dict, blank=True)
    sessions = models.JSONField(_("sessions"), default=list, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = WatchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="workshop_slug_is_unique_in_its_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.edition.title}"

    @property
    def title(self) -> str:
        return self.text_of(self.titles)

    @property
    def description(self) -> str:
        return self.text_of(self.descriptions)

    @property
    def is_over(self) -> bool:
        return self.ends_on < date.today()


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("Participant")
    TRAINER = "trainer", _("Trainer")
    ORGANISER = "organiser", _("Organiser")


class Participation(models.Model):
    """Somebody was at a workshop, and as what."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participations")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.PARTICIPANT)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "member"], name="member_is_once_in_a_workshop"),
        ]

    def __str__(self) -> str:
        return f"{self.member} @ {self.workshop_id}"


class Method(models.TextChoices):
    LECTURE = "lecture", _("Lecture")
    PLENARY = "plenary", _("Plenary discussion")
    SMALL_GROUP = "small-group", _("Small-group discussion")
    GROUP_WORK = "group-work", _("Group work")
    CASE = "case", _("Case study")
    ROLE_PLAY = "role-play", _("Role play")
    SIMULATION = "simulation", _("Simulation exercise")


class MaterialQuerySet(GatedQuerySet):
    def for_rows(self) -> Self:
        return self.select_related("workshop__edition").prefetch_related("themes")


class Material(models.Model):
    """A text or file that a training works with, to be used again."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="materials", null=True, blank=True)
    slug = models.SlugField(unique=True, max_length=80)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)
    method = models.CharField(_("method"), max_length=20, choices=Method.choices)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=400)
    body = models.TextField(_("text"), blank=True, help_text=_("HTML, cleaned when it is saved"))
    file = models.FileField(_("file"), upload_to="materials/", blank=True)
    themes = models.ManyToManyField(Concept, related_name="+", blank=True)
    audience = models.CharField(_("audience"), max_length=40, default=PUBLIC, db_index=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    published_at = models.DateTimeField(_("published"))

    objects = MaterialQuerySet.as_manager()
    visible = Gate(MaterialQuerySet)

    class Meta:
        verbose_name = _("training material")
        verbose_name_plural = _("training materials")
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("material", args=[self.slug])
