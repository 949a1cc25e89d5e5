"""Who may do what: the one table. Its page shows it to members; tests/policy/test_roles.py walks every address against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """By whom the site is read. Groups give the moderator, editor and organiser; everybody holds what a visitor and a member hold, too."""

    VISITOR = "visitor", _("Visitor")
    MEMBER = "member", _("Member")
    MODERATOR = "moderator", _("Moderator")
    EDITOR = "editor", _("Editor")
    ORGANISER = "organiser", _("Organiser")
    SUPERUSER = "superuser", _("Administrator")


VISITOR, MEMBER, MODERATOR, EDITOR, ORGANISER, SUPERUSER = Standing
EVERYBODY = tuple(Standing)
SIGNED_IN = (MEMBER, MODERATOR, EDITOR, ORGANISER, SUPERUSER)
AT_THE_DESK = (EDITOR, ORGANISER, SUPERUSER)


@dataclass(frozen=True, slots=True)
class Ability:
    """site: beginnings of addresses after the language; the longest that fits counts. desk: parts of the admin; those of
    `snippets` and `searchpicks` are parts of their own."""

    words: Any
    holders: tuple[Standing, ...]
    site: str = ""
    desk: str = ""


ABILITIES = (
    Ability(
        _("Reads and searches what is public."),
        EVERYBODY,
        site="/ healthz readyz robots.txt sitemap.xml sitemap-<section>.xml api/search files search cases practices collections trainings styleguide <slug>",
    ),
    Ability(
        _("Reads what is for members or for the own training, finds people, and keeps searches."),
        SIGNED_IN,
        site="people search/saved",
    ),
    Ability(
        _("Saves texts to a reading list that nobody else sees."),
        SIGNED_IN,
        site="cases/<address>/save practices/<address>/save reading-list",
    ),
    Ability(_("Talks in the rooms that are open to him, and begins topics there."), SIGNED_IN, site="rooms"),
    Ability(
        _(
            "Hides messages in rooms that are open to him, writes to their authors why, and mutes them, without learning who they are."
        ),
        (MODERATOR, ORGANISER, SUPERUSER),
        site="rooms/<slug>/<topic>/<seq>/moderate",
    ),
    Ability(
        _("Writes cases and practices, sends them to the editors, takes them back and withdraws them."),
        SIGNED_IN,
        site="contribute",
    ),
    Ability(
        _("Keeps his own page, account and notices, takes his data along, and leaves."),
        SIGNED_IN,
        site="account notices",
    ),
    Ability(
        _("Signs in by invitation, and chooses a password by a link."),
        EVERYBODY,
        site=(
            "account/login account/logout account/inactive account/signup account/password/reset account/email/undo "
            "account/2fa/authenticate account/2fa/webauthn/login account/leaving/undo search/saved/stop"
        ),
    ),
    Ability(
        _("Reads texts that were sent, leaves remarks, corrects, publishes, sends back and takes off the site."),
        (EDITOR, SUPERUSER),
        site="contribute/<page_id>/review",
        desk=(
            "api choose-anchor-link choose-email-link choose-external-link choose-page choose-phone-link images pages reports "
            "remit review"
        ),
    ),
    Ability(_("Makes collections, and chooses what the home page begins with."), (EDITOR, SUPERUSER), desk="curation"),
    Ability(
        _("Keeps the vocabulary, puts results first, and sees which words are looked for and not found."),
        (EDITOR, SUPERUSER),
        desk="searches searchpicks/ searchpicks/<query_id> searchpicks/add searchpicks/results snippets/vocabulary tags",
    ),
    Ability(
        _("Invites people, corrects and closes accounts that may do no more than his own, and reads the log of acts."),
        (ORGANISER, SUPERUSER),
        desk="audit users",
    ),
    Ability(
        _("Decides what groups may do, makes administrators, and keeps the name and mark of the site."),
        (SUPERUSER,),
        desk="collections groups searchpicks/reports settings sites",
    ),
    Ability(
        _("Enters the admin, with a second step of signing in."),
        AT_THE_DESK,
        desk=(
            "home account dismissibles editing-sessions jsi18n logout sprite tag-autocomplete searchpicks/queries "
            "snippets/choose"
        ),
    ),
)


def holders_of_site(pattern: str) -> frozenset[Standing]:
    """Who may come to an address of the members' side, by its pattern without the language."""
    fitting = [(part, one) for one in ABILITIES for part in one.site.split() if _begins(pattern, part)]
    return frozenset(max(fitting, key=lambda found: len(found[0]))[1].holders) if fitting else frozenset()


def _begins(pattern: str, part: str) -> bool:
    return pattern == "" if part == "/" else pattern == part or pattern.startswith(f"{part}/")


def holders_of_desk() -> dict[str, frozenset[Standing]]:
    """Part of the admin, to whom it is open. What is not named is open to nobody."""
    return {part: frozenset(one.holders) for one in ABILITIES for part in one.desk.split()}


def told() -> Iterator[tuple[Standing, list[Any]]]:
    """Each standing with what it adds to that of visitors and members, for the page."""
    for standing in Standing:
        below = {VISITOR: set[Standing](), MEMBER: {VISITOR}}.get(standing, {VISITOR, MEMBER})
        yield standing, [one.words for one in ABILITIES if standing in one.holders and below.isdisjoint(one.holders)]
