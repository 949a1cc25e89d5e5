"""Texts in every state that a text can be in, each written, sent and decided on by the house's own actions."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Comment

from cases.contribute import actions
from cases.contribute.form.fields import PictureField
from cases.contribute.remarks import answer_remark
from cases.contribute.revisions import latest, token_of
from cases.editorial.review.actions import approve, send_back
from cases.files.prepared_files import prepare_file
from cases.library.models import CONCEPT_FIELDS, Attachment, CasePage, Clearance, Contribution, PracticePage, StoredFile
from cases.library.pictures import LEAD, ROW, cover_url
from network.access.byline import Attribution
from network.access.viewer import MEMBERS as MEMBERS_KEY
from network.access.viewer import PUBLIC, edition_key
from portal.models import HomePage, TextPage
from tests.factories import ConceptFactory
from tests.policy.world import World
from tests.policy.world.canaries import (
    ANYBODY,
    AUTHOR,
    CYRILLIC,
    EDITOR,
    LATIN,
    MEMBERS,
    NOBODY,
    OF_ALMATY,
    WHISPERER,
)

TOLD = "Two districts share one canal, and each spring they agree anew on who opens which gate, and for how many days: "
OPTIONAL = {
    "picture": None,
    "files": [],
    "paper": None,
    "workshop": None,
    "embargo": None,
    "embargo_zone": "",
    "tags": [],
}
FAR_AWAY = timedelta(days=900)
# Beside a text that is just being read by editors, its author is shown no remarks.
PROMOTED_WORD = "first of all"
WITHOUT_REMARKS = {"submitted", "whispered and submitted"}
TAKEN_OFF = {"withdrawn", "gone"}
WITH_PICTURE = {"public", "almaty", "draft", "submitted", "whispered", "whispered and submitted"}


def write_texts(world: World) -> None:
    almaty = edition_key(world.made["week in almaty"].edition_id)
    public = Written(world, "public", ANYBODY).published()
    Written(world, "members", MEMBERS).published(audience=MEMBERS_KEY)
    Written(world, "almaty", OF_ALMATY).published(audience=almaty)
    translation = Written(world, "hidden translation", OF_ALMATY, letters=CYRILLIC)
    translation.published(audience=almaty, language="ru")
    CasePage.objects.filter(pk=translation.page.pk).update(translation_key=public.translation_key)
    Written(world, "practice", MEMBERS, kind=PracticePage).published(audience=MEMBERS_KEY)
    Written(world, "embargoed", NOBODY).published(embargo=(timezone.localdate() + FAR_AWAY))
    Written(world, "withdrawn", NOBODY).withdrawn()
    Written(world, "gone", NOBODY).published()
    Written(world, "rewritten", ANYBODY).rewritten()
    Written(world, "draft", NOBODY).begun()
    Written(world, "submitted", NOBODY).sent()
    Written(world, "returned", NOBODY).returned()
    Written(world, "whispered", ANYBODY, by=WHISPERER).published()
    Written(world, "whispered and submitted", NOBODY, by=WHISPERER).sent()
    Written(world, "whispered draft", NOBODY, by=WHISPERER).begun()
    _put_first(world, "public", "members", "almaty", "practice", "embargoed", "withdrawn", "gone")
    _plain_texts(world)


def _put_first(world: World, *names: str) -> None:
    """Editors put these first for a word: that opens none of them to anybody."""
    for name in names:
        SearchPromotion.objects.create(query=Query.get(PROMOTED_WORD), page_id=world.made[name].pk)


def take_away_behind_the_index(world: World) -> None:
    """No longer open, and the index has not heard of it: what it still shows is stopped at the gate."""
    CasePage.objects.filter(pk=world.made["gone"].pk).update(live=False)


class Written:
    """One text on its way. `readers`: who finds it at its address once it is published; its author always has it."""

    def __init__(
        self,
        world: World,
        name: str,
        readers: frozenset[str],
        *,
        by: str = AUTHOR,
        kind: type[Contribution] = CasePage,
        letters: tuple[str, str] = LATIN,
    ) -> None:
        self.world, self.name, self.readers, self.kind, self.letters = world, name, readers, kind, letters
        self.viewer, self.by, self.editor = by, world.members[by], world.members[EDITOR]
        self.is_whispered = by == WHISPERER
        self.is_sent = False

    def word(self, what: str, *, desk: frozenset[str] | None = None, site: frozenset[str] | None = None) -> str:
        site = (self.readers if site is None else site) | {self.viewer}
        desk = self.editors() if desk is None else desk
        return self.world.canaries.hide(f"{what} of the {self.name} text", site=site, desk=desk, letters=self.letters)

    def editors(self) -> frozenset[str]:
        """Editors have a text while it is published or in a review. Before it is sent, and once it is taken off the site, it is
        its author's alone."""
        return frozenset({EDITOR}) if self.is_sent and self.name not in TAKEN_OFF else NOBODY

    def told_of_it(self) -> frozenset[str]:
        """Editors are told by notice and mail what waits for them, with its title."""
        return frozenset({EDITOR}) if self.is_sent else NOBODY

    def answers(self, **other: Any) -> dict[str, Any]:
        text = {name: f"<p>{TOLD}</p>" for name, _title in self.kind.SECTIONS}
        text[next(iter(text))] = f"<p>{TOLD} {self.word('first section')}.</p>"
        title = self.word("title", site=self.readers | self.told_of_it())
        title = f"{self.name.capitalize()} {title}"
        words = {"title": title, "summary": f"On {self.word('summary')}.", "language": "en"}
        about = dict.fromkeys(CONCEPT_FIELDS.values(), ()) | {"countries": [_country().pk], "themes": [_theme().pk]}
        clearance = Clearance.MAY_SHARE if self.is_whispered else Clearance.CLEARED
        chosen = {"clearance": clearance, "audience": PUBLIC, "attribution": self._attribution()}
        return {**OPTIONAL, **text, **words, **about, **chosen, "tags": [f"Canal {self.word('tag')}"], **other}

    def begun(self, **other: Any) -> "Written":
        file = self.world.file(self._file_name(), inside=self.word("file", site=self.may_have_files()))
        answers = self.answers(**other) | {
            "files": [prepare_file(file, without_traces=self.is_whispered)],
            "paper": self.world.file("order", inside=self._paper_word()),
        }
        if self.name in WITH_PICTURE:
            answers |= {"picture": _picture(self.world, self.name), "caption": f"A gate: {self.word('caption')}"}
        self.page: Any = actions.start_draft(self.kind, self.by, client_id=uuid4(), answers=answers)
        if self.name not in WITHOUT_REMARKS:
            self._remark()
        self._note()
        return self

    def sent(self, **other: Any) -> "Written":
        self.is_sent = True
        self.begun(**other)
        actions.submit(self.page, self.by)
        return self

    def published(self, **other: Any) -> Any:
        self.sent(**other)
        approve(self.page, self.editor, seen=token_of(latest(self._fresh())))
        self._note_address()
        if self.is_whispered:
            self._attach_as_before_files_were_cleaned()
        return self.page

    def _attach_as_before_files_were_cleaned(self) -> None:
        """Such files stand on a site that was brought up to date; the worker cleans them, and until then they are held."""
        stored = StoredFile(page_id=self.page.pk)
        inside = self.world.canaries.hide(f"uncleaned file of the {self.name} text", site=NOBODY, desk=NOBODY)
        stored.file.save("standing.docx", ContentFile(inside.encode()))
        Attachment.objects.create(page_id=self.page.pk, stored=stored, title="Standing", sort_order=9)
        self.world.note("file", f"uncleaned file of the {self.name} text", stored.file.name, NOBODY)

    def withdrawn(self) -> None:
        self.published()
        actions.withdraw(self.page, self.by)

    def returned(self) -> None:
        self.sent()
        reason = f"Say more about {self.word('reason')}"
        send_back(self.page, self.editor, seen=token_of(latest(self._fresh())), reason=reason)

    def rewritten(self) -> None:
        """Published, with a newer version that nobody has approved."""
        self.published()
        newer = self.word("newer section", site=NOBODY)
        page = self._fresh()
        answers = {name: getattr(page, name) for name, _title in self.kind.SECTIONS}
        words = {"title": page.title, "summary": page.summary, "language": "en"} | {"context": f"<p>{TOLD} {newer}</p>"}
        about = dict.fromkeys(CONCEPT_FIELDS.values(), ()) | {"countries": [_country().pk], "themes": [_theme().pk]}
        chosen = {"clearance": page.clearance, "audience": page.audience, "attribution": page.attribution}
        answers = {**OPTIONAL, **answers, **words, **about, **chosen, "tags": []}
        actions.save_draft(page, self.by, base=token_of(latest(page)), answers=answers)

    def _file_name(self) -> str:
        """Under the Chatham House rule nobody reads what its author called it."""
        if self.is_whispered:
            return self.world.canaries.hide(f"file name of the {self.name} text", site=NOBODY, desk=NOBODY)
        return self.word("file name", site=self.may_have_files())

    def may_have_files(self) -> frozenset[str]:
        """Editors open what is attached to the texts that they decide on."""
        return self.readers | self.editors()

    def may_have_paper(self) -> frozenset[str]:
        """The paper has a name on it: under the Chatham House rule it is kept for nobody, its author included."""
        return NOBODY if self.is_whispered else frozenset({self.viewer}) | self.editors()

    def _paper_word(self) -> str:
        readers, desk = self.may_have_paper(), NOBODY if self.is_whispered else self.editors()
        return self.world.canaries.hide(f"paper of the {self.name} text", site=readers, desk=desk)

    def _attribution(self) -> str:
        return Attribution.CHATHAM_HOUSE if self.is_whispered else Attribution.NAMED

    def _remark(self) -> None:
        """An editor's question beside the text, and what its author answers."""
        asked = f"Who is {self.word('remark', site=NOBODY)}?"
        comment = Comment.objects.create(
            page=self.page, user=self.editor, text=asked, contentpath=self.kind.SECTIONS[0][0]
        )
        answer = f"It is {self.word('answer', site=NOBODY)}."
        answer_remark(self.page, self.by, comment.pk, text=answer, settled=False)

    def _fresh(self) -> Any:
        return self.kind.objects.get(pk=self.page.pk)  # type: ignore[attr-defined]

    def _note(self) -> None:
        """Where its author and its files are found, before anybody has read it."""
        world, draft = self.world, self.page.get_latest_revision_as_object()
        world.made[self.name] = self.page
        world.note("page", self.name, self.page.pk, {self.viewer})
        if not self.is_whispered:
            world.note("file", f"paper of the {self.name} text", draft.clearance_paper.name, self.may_have_paper())
        files = {"file": draft.attachments.first().file.name}
        if draft.cover:
            cover_url(draft.cover, ROW)  # made now, so that no walk makes it again and again
            files |= {"picture": cover_url(draft.cover, LEAD).removeprefix("/files/")}
            files |= {"original picture": draft.cover.file.name}
        for what, path in files.items():
            world.note("file", f"{what} of the {self.name} text", path, self.may_have_files() | {self.viewer})

    def _note_address(self) -> None:
        self.page = self._fresh()
        self.world.made[self.name] = self.page
        self.world.note(self.kind.KIND, self.name, self.page.address, self.readers)


def _picture(world: World, name: str) -> Any:
    """As a telephone takes it, with its owner in it; it goes through the field of the form, as a member's does."""
    exif = Image.Exif()
    exif[0x013B] = world.canaries.hide(f"owner of the camera of the {name} picture", site=NOBODY)
    taken = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(taken, "JPEG", exif=exif)
    sent = SimpleUploadedFile("gate.jpg", taken.getvalue(), content_type="image/jpeg")
    return PictureField(required=False).clean(sent)


def _country() -> Any:
    return ConceptFactory(scheme="countries", slug="kg", names={"en": "Kyrgyzstan"})


def _theme() -> Any:
    return ConceptFactory(scheme="themes", slug="water")


def _plain_texts(world: World) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    hide = world.canaries.hide
    for name, readers, live in (("about", ANYBODY, True), ("unpublished", NOBODY, False)):
        body = hide(f"text of the {name} page", site=readers, desk={EDITOR})
        page = TextPage(
            title=name.capitalize(), slug=f"{name}-page", locale=home.locale, body=f"<p>{body}</p>", live=live
        )
        home.add_child(instance=page)
        world.note("text", name, page.slug, readers)
