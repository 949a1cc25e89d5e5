"""Things that tests are about, each with the least that makes it whole."""

import datetime as dt
from itertools import count
from typing import Any
from uuid import uuid4

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site

from cases.collections.models import CollectionPage, CollectionText
from cases.library.authorship import signature
from cases.library.models import Authorship, CasePage, Clearance, LibraryPage, PracticePage
from network.access.viewer import PUBLIC, count_holders, room_key
from network.people.models import Member, Profile
from network.rooms.entrance.conditions import OPENS_AT, accept_rule
from network.rooms.models import Message, Room, RoomMembership, Topic
from network.trainings.models import Edition, Material, Participation, Programme, Workshop
from portal.models import HomePage
from search.vocabulary.models import Concept

PASSWORD = "a password for tests"


class ConceptFactory(DjangoModelFactory[Concept]):
    class Meta:
        model = Concept
        django_get_or_create = ("scheme", "slug")

    scheme = "themes"
    slug = factory.Sequence(lambda n: f"concept-{n}")
    names = factory.LazyAttribute(lambda concept: {"en": concept.slug.replace("-", " ").capitalize()})


class MemberFactory(DjangoModelFactory[Member]):
    class Meta:
        model = Member
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"member{n}@example.org")
    name = factory.Sequence(lambda n: f"Member Number{n}")
    language = "en"
    password = factory.django.Password(PASSWORD)
    profile = factory.RelatedFactory("tests.factories.ProfileFactory", factory_related_name="member")

    @factory.post_generation
    def accepts_rule(member: Member, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """`accepts_rule=False`: has not been in a room under the Chatham House rule yet."""
        if create and extracted is not False:
            accept_rule(member)


class ProfileFactory(DjangoModelFactory[Profile]):
    class Meta:
        model = Profile

    member = factory.SubFactory(MemberFactory, profile=None)
    position = "Adviser"
    institution = "Ministry of Water"
    country = factory.SubFactory(ConceptFactory, scheme="countries", slug="kg", names={"en": "Kyrgyzstan"})


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme
        django_get_or_create = ("slug",)

    slug = "peace"
    titles = {"en": "Strengthening Regional Capacities for Peace"}


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    programme = factory.SubFactory(ProgrammeFactory)
    slug = factory.Sequence(lambda n: f"edition-{n}")
    titles = factory.LazyAttribute(lambda edition: {"en": edition.slug.capitalize()})
    place = {"en": "Almaty"}
    starts_on = dt.date(2015, 5, 18)
    ends_on = dt.date(2015, 6, 19)


class WorkshopFactory(DjangoModelFactory[Workshop]):
    class Meta:
        model = Workshop

    edition = factory.SubFactory(EditionFactory)
    slug = factory.Sequence(lambda n: f"week-{n}")
    titles = factory.LazyAttribute(lambda workshop: {"en": workshop.slug.capitalize()})
    starts_on = dt.date(2015, 5, 18)
    ends_on = dt.date(2015, 5, 22)


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    workshop = factory.SubFactory(WorkshopFactory)
    member = factory.SubFactory(MemberFactory)


class MaterialFactory(DjangoModelFactory[Material]):
    class Meta:
        model = Material

    slug = factory.Sequence(lambda n: f"material-{n}")
    language = "en"
    method = "lecture"
    title = factory.Sequence(lambda n: f"Material {n}")
    summary = "What it is for."
    published_at = factory.LazyFunction(timezone.now)


class RoomFactory(DjangoModelFactory[Room]):
    class Meta:
        model = Room
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"room-{n}")
    names = factory.LazyAttribute(lambda room: {"en": room.slug.capitalize()})

    @factory.post_generation
    def members(room: Room, create: bool, extracted: list[Member] | None, **kwargs: Any) -> None:
        """`members=[…]` makes it a room of these alone."""
        if extracted is not None:
            Room.objects.filter(pk=room.pk).update(audience=f"room:{room.pk}")
            room.audience = f"room:{room.pk}"
            RoomMembership.objects.bulk_create(RoomMembership(room=room, member=member) for member in extracted)

    @factory.post_generation
    def opens(room: Room, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """Under the Chatham House rule others are there, so that one may speak; `opens=False`: nobody but whom the test makes."""
        if create and room.is_anonymous and extracted is not False:
            others = MemberFactory.create_batch(OPENS_AT - count_holders(room.audience, up_to=OPENS_AT), profile=None)
            if room.audience == room_key(room.pk):
                RoomMembership.objects.bulk_create(RoomMembership(room=room, member=member) for member in others)


class TopicFactory(DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    room = factory.SubFactory(RoomFactory)
    slug = factory.Sequence(lambda n: f"topic-{n}")
    title = factory.Sequence(lambda n: f"Topic {n}")
    language = "en"


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    topic = factory.SubFactory(TopicFactory)
    room = factory.SelfAttribute("topic.room")
    author = factory.SubFactory(MemberFactory)
    client_id = factory.LazyFunction(uuid4)
    language = "en"
    text = "Good morning"
    html = factory.LazyAttribute(lambda message: f"<p>{message.text}</p>")
    posted_at = factory.LazyAttribute(lambda message: message.room.moment_of(timezone.now()))

    @classmethod
    def _create(cls, model: type[Message], *args: Any, **fields: Any) -> Message:
        """Signed as the room has it."""
        author, client_id = fields.pop("author"), fields.pop("client_id")
        return super()._create(model, *args, **fields, **fields["room"].signature(author.pk, client_id))

    @factory.lazy_attribute
    def seq(self) -> int:
        self.room.last_seq += 1
        Room.objects.filter(pk=self.room.pk).update(
            last_seq=self.room.last_seq, last_posted_at=self.room.moment_of(timezone.now())
        )
        Topic.objects.filter(pk=self.topic.pk).update(last_seq=self.room.last_seq)
        return int(self.room.last_seq)


def locale(language: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def library(language: str = "en") -> LibraryPage:
    """The library of one language's tree; the tree is made where it is missing."""
    found = LibraryPage.objects.filter(locale__language_code=language).first()
    if found:
        return found
    # A test that commits leaves empty tables to the next, and kept types of content that are gone.
    ContentType.objects.clear_cache()
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale("en"))
    )
    home = root.add_child(instance=HomePage(title=f"Home {language}", slug=f"home-{language}", locale=locale(language)))
    if language == "en":
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    page: LibraryPage = home.add_child(
        instance=LibraryPage(title="Library", slug=f"library-{language}", locale=locale(language))
    )
    return page


_addresses = count(1)


class _ContributionFactory(DjangoModelFactory[Any]):
    """`language="ru"` puts it into that tree; `authors=[member]`; sets of concepts as lists: `themes=[concept]`."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Contribution {n}")
    address = factory.LazyFunction(lambda: f"contribution-{next(_addresses)}")
    summary = "What happened, and what it taught."
    audience = PUBLIC
    clearance = Clearance.CLEARED

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        language = kwargs.pop("language", "en")
        authors = kwargs.pop("authors", [])
        many = {
            name: kwargs.pop(name) for name in ("themes", "countries", "places", "threats", "tags") if name in kwargs
        }
        live = kwargs.pop("live", True)
        page = model_class(locale=locale(language), slug=kwargs["address"], live=live, **kwargs)
        if live:
            page.first_published_at = kwargs.get("first_published_at") or timezone.now()
        library(language).add_child(instance=page)
        for name, values in many.items():
            getattr(page, name).set(values)
        if many:
            page.save()
        for position, author in enumerate(authors):
            fields = signature(page, author.pk)
            Authorship.objects.update_or_create(page=page, **fields, defaults={"position": position})
        return page


def collection(*texts: Any, language: str = "en", live: bool = True, **fields: Any) -> CollectionPage:
    """A collection of these texts in this order, each with a line."""
    fields = {"title": "First steps", "introduction": "<p>Where to begin.</p>"} | fields
    library(language)
    home = HomePage.objects.get(locale__language_code=language)
    page = CollectionPage(locale=home.locale, live=False, **fields)
    page.items = [
        CollectionText(text_id=text.pk, why=f"Because of {text.title}.", sort_order=place)
        for place, text in enumerate(texts)
    ]
    home.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish(skip_permission_checks=True)
    return CollectionPage.objects.get(pk=page.pk)


class CaseFactory(_ContributionFactory):
    class Meta:
        model = CasePage

    context = "<p>Two districts share one canal.</p>"
    sources = "<p>Agreement of 2000.</p>"


class PracticeFactory(_ContributionFactory):
    class Meta:
        model = PracticePage

    what_it_is = "<p>A way to talk.</p>"
