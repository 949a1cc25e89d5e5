"""The form of a case or practice. Nothing in it is required: what a text must have to be sent is `readiness`'s question."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.contribute.form.answers import title_of
from cases.contribute.form.attached_files import attach_files
from cases.contribute.form.choices import Choices
from cases.contribute.form.fields import FilesField, PictureField, TagsField
from cases.contribute.form.help_words import CLEARANCE_HELP, HELP
from cases.contribute.form.markdown_writer import to_markdown
from cases.contribute.form.prose_field import ProseField
from cases.contribute.form.steps import HINTS
from cases.files.uploads import MAX_FILES
from cases.files.validation import validate_document
from cases.library.models import CONCEPT_FIELDS, Clearance, Contribution
from cases.library.terms.licences import LICENCE_HELP, Licence
from network.access.byline import Attribution
from network.time_zones import ZoneField
from search.site import LANGUAGES
from search.vocabulary.models import Scheme


class DraftForm(forms.Form):
    """Bound or not, it is made for one version of one page; `remarks`: those that can still be answered.

    zone: of the author. fixed: names of fields that may not change any more. left_out: names of the files for which there is no room beside those that the text has.
    """

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(
        self,
        page: Contribution,
        choices: Choices,
        *,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        remarks: Iterable[Any] = (),
        base: str = "",
        zone: str = "",
        fixed: Collection[str] = (),
    ) -> None:
        super().__init__(
            data, files, initial=initial_of(page, zone) | {"base": base}, auto_id="id_%s", use_required_attribute=False
        )
        self.page, self._fixed = page, fixed
        self.left_out: list[str] = []
        self._add_about()
        self._add_sections()
        self._add_where(choices)
        self._add_picture_and_files()
        self._add_publishing()
        for remark in remarks:
            self.fields[f"answer_{remark.id}"] = _text(_("Your answer"), 2_000, forms.Textarea(attrs={"rows": 2}))
            self.fields[f"settled_{remark.id}"] = _tick(_("I have mended it"))
        for name, words in HELP.items():
            self.fields[name].help_text = words
        self._leave_out_what_cannot_be_asked()

    @property
    def section_names(self) -> list[str]:
        return [name for name, _title in self.page.SECTIONS]

    def _add_about(self) -> None:
        self.fields["title"] = _text(_("Title"), 200)
        self.fields["summary"] = _text(_("Summary"), 400, forms.Textarea(attrs={"rows": 3}))
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the text"),
            choices=LANGUAGES,
            required=False,
            disabled="language" in self._fixed,
        )

    def _add_sections(self) -> None:
        for name, title in self.page.SECTIONS:
            self.fields[name] = ProseField(label=title, required=False, help_text=HINTS[name])

    def _add_where(self, choices: Choices) -> None:
        for name in CONCEPT_FIELDS.values():
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=Scheme(name).label,
                choices=choices.concepts(name, self.initial[name]),
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["tags"] = TagsField(label=_("Tags"), required=False, max_length=500, most=8)
        self.fields["workshop"] = forms.TypedChoiceField(
            label=_("Workshop"), choices=choices.workshops(), coerce=int, empty_value=None, required=False
        )

    def _add_picture_and_files(self) -> None:
        self.fields["picture"] = PictureField(label=_("Cover picture"), required=False)
        self.fields["remove_picture"] = _tick(_("Take this picture away"))
        self.fields["caption"] = _text(_("Caption"), 300)
        self.fields["credit"] = _text(_("Credit"), 200)
        self.fields["shows_people"] = _tick(_("People can be recognised in it"))
        self.fields["has_consent"] = _tick(_("Those who can be recognised agree that it is shown"))
        self.fields["files"] = FilesField(label=_("Files"), required=False)
        for one in self.page.attachments.all():
            self.fields[file_title_field(one.stored_id)] = _text(_("Name of this file"), 200)
            self.initial[file_title_field(one.stored_id)] = one.title
        self.fields["take_traces"] = _tick(_("Take out of all files what tells who made them"))
        self.fields["remove_files"] = forms.TypedMultipleChoiceField(
            label=_("Take away"),
            choices=[(one.stored_id, one.title) for one in self.page.attachments.all()],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_embargo(self) -> date | None:
        day: date | None = self.cleaned_data["embargo"]
        if day and day != self.initial["embargo"] and day < timezone.localdate():
            raise ValidationError(_("This day is over. Leave it empty if nobody has to wait."))
        return day

    def _add_publishing(self) -> None:
        clearance = [
            (value, _with_help(label, CLEARANCE_HELP[Clearance(value)]))
            for value, label in Clearance.choices
            if value in CLEARANCE_HELP
        ]
        self.fields["may_share"] = _tick(Clearance.MAY_SHARE.label)
        self.fields["clearance"] = _choice(_("Clearance"), clearance)
        self.fields["paper"] = forms.FileField(
            label=_("Clearance paper"), required=False, validators=[validate_document]
        )
        self.fields["audience"] = _choice(_("Who may read it"), self.page.audiences())
        licences = [(one.value, _with_help(one.label, LICENCE_HELP[one])) for one in Licence]
        self.fields["licence"] = _choice(_("Licence"), licences)
        self.fields["embargo"] = forms.DateField(
            label=_("Not before"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            validators=[_refuse_far_days],
        )
        zone = self.fields["embargo_zone"] = ZoneField(label=_("Time zone of that day"), required=False)
        zone.keep(self.initial["embargo_zone"])
        self._add_attribution()

    def _add_attribution(self) -> None:
        fixed = "attribution" in self._fixed
        self.fields["attribution"] = _choice(_("Your name"), Attribution.choices, disabled=fixed)
        self.fields["attribution"].help_text = (
            _("This was chosen when the text was first sent, and stays.")
            if fixed
            else _(
                "Choose before you send it: it cannot be changed later, for what has been mailed cannot be called back. "
                "Without your name no mail tells you of the editors’ answer: it stands among your cases. And you can change the "
                "text for 30 days after it was published; then nobody can tell that it is yours, and only editors can change it."
            )
        )
        if self.page.clearance_paper and not fixed:
            told = _("The clearance paper that you gave is deleted at once if you choose the Chatham House rule.")
            self.fields["attribution"].help_text += f" {told}"

    def _leave_out_what_cannot_be_asked(self) -> None:
        """Under the Chatham House rule a tick stands in the place of a paper, and its choice of names may be open still."""
        is_fixed, is_bound = "attribution" in self._fixed, self.page.attribution == Attribution.CHATHAM_HOUSE
        absent = {"paper": is_bound, "clearance": is_bound and is_fixed, "may_share": is_fixed and not is_bound}
        for name, is_absent in absent.items():
            if is_absent:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What stands as it stood is kept as it was: plain text does not carry all that an editor wrote."""
        answers: dict[str, Any] = super().clean() or {}
        for name in self.section_names:
            posted = (self.data.get(name) or "").replace("\r\n", "\n").strip()
            if (
                self.data.get(f"{name}-format") != "html"
                and name in answers
                and posted == to_markdown(self.initial[name])
            ):
                answers[name] = self.initial[name]
        for name in ("language", "clearance", "audience", "licence", "embargo_zone", "attribution"):
            answers[name] = answers.get(name) or self.initial[name]
        if answers["attribution"] == Attribution.CHATHAM_HOUSE:
            answers["clearance"] = Clearance.MAY_SHARE if answers.get("may_share") else ""
        self._attach_files(answers)
        ids = [one.stored_id for one in self.page.attachments.all()]
        answers["file_titles"] = {pk: answers.get(file_title_field(pk), "") for pk in ids}
        return answers

    def _attach_files(self, answers: dict[str, Any]) -> None:
        """What is read and cleaned here takes seconds: what is saved with it has its transaction to itself."""
        removed, files = answers.get("remove_files") or (), answers.get("files") or []
        kept = [one for one in self.page.attachments.all() if one.stored_id not in removed]
        room = max(MAX_FILES - len(kept), 0)
        self.left_out = [file.name for file in files[room:]]
        is_bound = answers["attribution"] == Attribution.CHATHAM_HOUSE
        attached = attach_files(files[:room], kept, without_traces=is_bound or bool(answers.get("take_traces")))
        for problem in attached.problems:
            self.add_error("files", problem)
        answers["files"], answers["cleaned"] = attached.added, attached.cleaned


def file_title_field(stored_id: int) -> str:
    """Under which name the form asks for the title of a file that the text has."""
    return f"file_{stored_id}"


def initial_of(page: Contribution, zone: str) -> dict[str, Any]:
    """What the form shows of a version of a page, which may not be in the database yet. zone: until it has its own."""
    cover = None if page.cover is None or page.cover.is_drawn else page.cover
    initial: dict[str, Any] = {name: getattr(page, name) for name, _title in page.SECTIONS}
    initial |= {name: [one.pk for one in getattr(page, name).all()] for name in CONCEPT_FIELDS.values()}
    initial["title"] = title_of(page)
    for name in ("summary", "language", "clearance", "audience", "licence", "attribution"):
        initial[name] = getattr(page, name)
    initial["may_share"] = page.clearance == Clearance.MAY_SHARE
    if initial["may_share"]:
        initial["clearance"] = ""
    named = [item.tag.name for item in page.tagged_items.all()]
    initial["tags"] = ", ".join(named if page.tag_names is None else page.tag_names)
    initial["workshop"] = page.workshop_id
    initial["embargo_zone"] = page.embargo_zone or zone
    initial["embargo"] = page.embargo_day(initial["embargo_zone"])
    initial |= {name: getattr(cover, name, "") for name in ("caption", "credit")}
    initial |= {name: getattr(cover, name, False) for name in ("shows_people", "has_consent")}
    return initial


def _refuse_far_days(day: date) -> None:
    if not 2000 <= day.year < 2100:
        raise ValidationError(_("Choose a day of this century."))


def _text(label: Any, longest: int, widget: forms.Widget | None = None) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget or forms.TextInput)


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _choice(label: Any, choices: Any, *, disabled: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, disabled=disabled, widget=forms.RadioSelect)


def _with_help(label: Any, words: Any) -> str:
    return format_html('{}<span class="choice__help">{}</span>', label, words)
