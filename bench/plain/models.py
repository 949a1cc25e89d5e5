"""A page as the tutorial makes it."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page

from search.vocabulary.models import Concept

SECTIONS = (
    "context",
    "challenge",
    "approach",
    "results",
    "what_did_not_work",
    "lessons",
    "what_it_takes",
    "sources",
)


class PlainCase(Page):
    summary = models.TextField(blank=True)
    themes = ParentalManyToManyField(Concept, related_name="+", blank=True)
    countries = ParentalManyToManyField(Concept, related_name="+", blank=True)
    context = RichTextField(blank=True)
    challenge = RichTextField(blank=True)
    approach = RichTextField(blank=True)
    results = RichTextField(blank=True)
    what_did_not_work = RichTextField(blank=True)
    lessons = RichTextField(blank=True)
    what_it_takes = RichTextField(blank=True)
    sources = RichTextField(blank=True)
    template = "plain/case.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]

    @property
    def sections(self) -> list[str]:
        return [getattr(self, name) for name in SECTIONS]
