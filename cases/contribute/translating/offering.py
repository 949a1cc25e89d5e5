"""A member begins to translate a text: into a language that he writes in, and that nobody translates it into already."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from wagtail.models import Page

from cases.contribute.form.answers import UNTITLED
from cases.contribute.revisions import forget_hours, revision_user, save_revision
from cases.contribute.translating.errors import (
    InHands,
    InSomebodysHands,
    NotYourLanguage,
    OriginalIsGone,
    TranslatedAlready,
)
from cases.library.authorship import signature, voice
from cases.library.models import Authorship, Contribution, LibraryPage
from network.access.errors import Refusal
from network.access.gate import action
from network.people.models import Member, Profile
from search.site import LANGUAGE_NAMES


@action
def offer_translation(original: Contribution, member: Member, *, language: str) -> Contribution:
    """Begin a translation of `original`, which is the member's alone until he sends it. Called again it returns the one that he
    has begun. The database, too, holds that a text is there once in a language.

    Raises NotYourLanguage, OriginalIsGone, TranslatedAlready, InHands, InSomebodysHands.
    """
    Page.objects.select_for_update().get(pk=original.pk)  # of two at once the second finds the first one's
    row = type(original).objects.get(pk=original.pk)
    if not row.live or row.original_id:
        raise OriginalIsGone
    if language not in languages_of(member):
        raise NotYourLanguage
    if there := version_in(row, language):
        if there.original_id and there.is_by(member.pk):
            return there
        raise _taken(there)
    return _begin(row, member, language)


def languages_of(member: Member) -> list[str]:
    """Those that his profile names, in the order of the site's."""
    named = Profile.objects.filter(member=member).opened().values_list("languages", flat=True).first() or ()
    return [code for code in LANGUAGE_NAMES if code in named]


@dataclass(frozen=True, slots=True)
class Choice:
    """A language that somebody writes in. refused: why he cannot translate into it now, in a sentence; begun: the number of the
    translation that he has begun."""

    code: str
    name: str
    refused: str = ""
    begun: int = 0


def language_choices(original: Contribution, member: Member) -> list[Choice]:
    """All that the member writes in but the language of the text itself."""
    rows = type(original).objects.filter(translation_key=original.translation_key).opened()
    versions = {row.language: row for row in rows.select_related("locale").prefetch_related("authorships__member")}
    codes = [code for code in languages_of(member) if code != original.language]
    return [_choice(code, versions.get(code), member) for code in codes]


def _choice(code: str, version: Any, member: Member) -> Choice:
    name = LANGUAGE_NAMES[code]
    if version is None:
        return Choice(code, name)
    if version.original_id and version.is_by(member.pk):
        return Choice(code, name, begun=version.pk)
    return Choice(code, name, refused=str(_taken(version)))


def version_in(original: Contribution, language: str) -> Any:
    """The text in that language, whoever may read it, or none."""
    versions = type(original).objects.filter(translation_key=original.translation_key).opened()
    return versions.filter(locale__language_code=language).first()


def _taken(version: Contribution) -> Refusal:
    if version.live:
        return TranslatedAlready()
    translators = version.translators()
    return InHands(name=translators[0].name) if translators else InSomebodysHands()


def _begin(original: Contribution, member: Member, language: str) -> Contribution:
    library = LibraryPage.objects.get(locale__language_code=language)
    address = f"{original.KIND}-{uuid4().hex}"  # until it is sent, as of every text
    page = type(original)(
        title=UNTITLED,
        slug=address,
        address=address,
        locale=library.locale,
        live=False,
        translation_key=original.translation_key,
        original=original,
    )
    page.owner = voice()
    library.add_child(instance=page)
    # Whether it is signed was settled with the original: so its translator need not be sealed until he sends it.
    Authorship.objects.create(page=page, **signature(page, member.pk))
    save_revision(page, by=revision_user(page, member))
    forget_hours(page.pk)
    return page
