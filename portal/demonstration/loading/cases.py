"""Cases and practices: pages in the trees of their languages, translations tied together, covers drawn."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.core.files.images import ImageFile
from wagtail.models import Locale, Page

from cases.library.authorship import signature, voice
from cases.library.models import CONCEPT_FIELDS, Authorship, CasePage, Contribution, LibraryPage, Picture, PracticePage
from cases.library.pictures import ROW
from cases.library.tags import Tag
from cases.library.terms.licences import Licence
from network.access.byline import Attribution
from network.markup import from_markdown
from network.trainings.models import Workshop
from portal.demonstration.content import Text, texts
from portal.demonstration.covers import draw, encode_webp
from portal.demonstration.loading.people import People
from portal.demonstration.loading.trainings import Workshops, noon
from portal.demonstration.loading.vocabulary import Concepts
from search.index.outbox import mark_changed


class CaseLoader:
    """Holds what all pages share while they are loaded: concepts, people, covers and translation keys."""

    def __init__(self, concepts: Concepts, people: People, workshops: Workshops) -> None:
        self._concepts, self._people, self._workshops = concepts, people, workshops
        self._covers: dict[str, Picture] = {}
        self._keys: dict[str, UUID] = {}
        self._tags: dict[str, Tag] = {}
        self._libraries = {page.locale_id: page for page in LibraryPage.objects.all()}
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def load(self, progress: Callable[[], Any]) -> int:
        """All cases and practices of the demonstration; `progress` is called after each. Returns how many there are."""
        kinds: tuple[tuple[str, type[Contribution]], ...] = (("cases", CasePage), ("practices", PracticePage))
        pages = [(model, text) for folder, model in kinds for text in texts(folder)]
        for model, text in pages:
            self._page(model, text)
            progress()
        return len(pages)

    def _page(self, model: type[Contribution], text: Text) -> None:
        page = self._new_page(model, text)
        self._libraries[page.locale_id].add_child(instance=page)
        for scheme in CONCEPT_FIELDS.values():
            getattr(page, scheme).set(self._concepts[scheme, slug] for slug in text.head.get(scheme, []))
        page.tags.set([self._tag(name) for name in text.head["tags"]])
        page.save()
        self._sign(page, text.head["author"])
        self._publish(page, text.head)
        mark_changed(page.KIND, page.pk)

    def _new_page(self, model: type[Contribution], text: Text) -> Any:
        head = text.head
        return model(
            title=head["title"],
            slug=text.address,
            address=text.address,
            locale=self._locales[text.language],
            translation_key=self._keys.setdefault(text.key, uuid4()),
            summary=head["summary"],
            workshop=self._workshop(head),
            cover=self._cover(text.key, head["themes"][0]),
            audience=head["audience"],
            attribution=head["attribution"],
            clearance=head["clearance"],
            licence=head.get("licence", Licence.RESERVED),
            **{name.replace("-", "_"): from_markdown(body) for name, body in text.sections.items()},
        )

    def _workshop(self, head: dict[str, Any]) -> Workshop | None:
        return self._workshops.get(head.get("workshop", ""))

    def _tag(self, name: str) -> Tag:
        if name not in self._tags:
            self._tags[name] = Tag.named(name)
        return self._tags[name]

    def _sign(self, page: Contribution, author: str) -> None:
        """Under the Chatham House rule the page is owned by nobody, and its author is sealed."""
        if not author:
            return
        member = self._people[author]
        Authorship.objects.get_or_create(
            page=page, **signature(page, member.pk)
        )  # a translation has its authors already
        page.owner = member if page.attribution == Attribution.NAMED else voice()

    def _publish(self, page: Contribution, head: dict[str, Any]) -> None:
        revision = page.save_revision(user=page.owner, log_action=False)
        revision.publish(log_action=False, skip_permission_checks=True)
        when = noon(head["published"])
        moments = {"first_published_at": when, "last_published_at": when, "latest_revision_created_at": when}
        Page.objects.filter(pk=page.pk).update(owner=page.owner, **moments)

    def _cover(self, key: str, theme: str) -> Picture:
        """One picture for all translations, the same for the same key every time."""
        if key not in self._covers:
            image = draw(theme, key)
            file = ImageFile(BytesIO(encode_webp(image)), name=f"{key}.webp")
            picture = Picture.objects.create(title=key, is_drawn=True, file=file)
            picture.get_rendition(ROW)
            self._covers[key] = picture
        return self._covers[key]
