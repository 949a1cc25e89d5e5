"""Ways from a text whose author is sealed to a person. Each gives its guesses: the page's number, and a member's."""

import json
from collections import defaultdict

from portal.probe.loot import Loot, digest, nearest_before, neighbours
from portal.probe.message_joins import Guesses, as_uuid

_SEALED = "SELECT DISTINCT page_id FROM library_authorship WHERE member_id IS NULL"


def _sealed(loot: Loot) -> set[int]:
    return {row[0] for row in loot.rows(_SEALED)}


def _of_people(loot: Loot, pairs: list[tuple[int, int | None]]) -> Guesses:
    """The last person that stands beside each page; editors stand beside all."""
    pages, beside = _sealed(loot), defaultdict(set)
    for page, member in pairs:
        if page in pages and member in loot.people:
            beside[page].add(member)
    everybody = {who for who in loot.people if sum(who in found for found in beside.values()) > len(pages) / 2}
    return {page: min(found - everybody) for page, found in beside.items() if found - everybody}


def authors(loot: Loot) -> Guesses:
    """The author stands in the row."""
    return {
        page: who
        for page, who in loot.rows("SELECT page_id, member_id FROM library_authorship")
        if who and page in _sealed(loot)
    }


def owners(loot: Loot) -> Guesses:
    return _of_people(loot, loot.rows("SELECT id, owner_id FROM wagtailcore_page"))


def revisions(loot: Loot) -> Guesses:
    return _of_people(
        loot,
        [
            (int(page), who)
            for page, who in loot.rows("SELECT object_id, user_id FROM wagtailcore_revision")
            if page.isdigit()
        ],
    )


def log_entries(loot: Loot) -> Guesses:
    return _of_people(loot, loot.rows("SELECT page_id, user_id FROM wagtailcore_pagelogentry"))


def reviews(loot: Loot) -> Guesses:
    return _of_people(
        loot,
        [
            (int(page), who)
            for page, who in loot.rows("SELECT object_id, requested_by_id FROM wagtailcore_workflowstate")
            if page.isdigit()
        ],
    )


def remarks(loot: Loot) -> Guesses:
    said = loot.rows(
        "SELECT c.page_id, r.user_id FROM wagtailcore_commentreply r JOIN wagtailcore_comment c ON c.id = r.comment_id"
    )
    return _of_people(loot, said)


def pictures(loot: Loot) -> Guesses:
    return _of_people(loot, loot.rows("SELECT page_id, uploaded_by_user_id FROM library_picture"))


def notices(loot: Loot) -> Guesses:
    """Who was told of a decision on it."""
    told = loot.rows("SELECT path, member_id FROM notices_notice WHERE path LIKE '/contribute/%/text/'")
    return _of_people(loot, [(int(path.split("/")[2]), who) for path, who in told])


def page_numbers(loot: Loot) -> Guesses:
    """Pages are numbered as they are begun: whoever began the one before, with his name."""
    rows = loot.rows(
        "SELECT p.id, a.member_id FROM wagtailcore_page p JOIN library_authorship a ON a.page_id = p.id ORDER BY p.id"
    )
    return neighbours(rows)


def revision_numbers(loot: Loot) -> Guesses:
    """Versions are numbered as they are saved."""
    rows = loot.rows("SELECT object_id, user_id FROM wagtailcore_revision ORDER BY id")
    return neighbours([(int(page), who if who in loot.people else None) for page, who in rows if page.isdigit()])


def named_messages(loot: Loot) -> Guesses:
    """Whoever spoke in a room with his name last before a version was saved."""
    saved = loot.rows("SELECT object_id, created_at FROM wagtailcore_revision")
    pages = _sealed(loot)
    spoken = loot.rows("SELECT author_id, posted_at FROM rooms_message WHERE author_id IS NOT NULL")
    return nearest_before([(int(page), at) for page, at in saved if page.isdigit() and int(page) in pages], spoken)


def sign_ins(loot: Loot) -> Guesses:
    """Whoever signed in, or did what the audit log tells, last before a version was saved."""
    saved = loot.rows("SELECT object_id, created_at FROM wagtailcore_revision")
    pages = _sealed(loot)
    known = loot.rows("SELECT id, last_login FROM people_member WHERE last_login IS NOT NULL")
    known += loot.rows("SELECT actor_id, at FROM access_auditentry WHERE actor_id IS NOT NULL")
    return nearest_before([(int(page), at) for page, at in saved if page.isdigit() and int(page) in pages], known)


def dictionary(loot: Loot) -> Guesses:
    """The seal is a hash that somebody can make again."""
    rows = loot.rows(
        "SELECT a.page_id, p.translation_key, a.seal FROM library_authorship a JOIN wagtailcore_page p ON p.id = a.page_id WHERE a.member_id IS NULL"
    )
    found = {}
    for secret in set(loot.secrets()):
        for page, key, seal in rows:
            for who in loot.people:
                if digest(secret, json.dumps(["text", str(as_uuid(key)), str(who)])).startswith(seal):
                    found[page] = who
    return found


def files(loot: Loot) -> Guesses:
    """A name or an address beside the words, in any file."""
    texts = loot.rows(
        "SELECT DISTINCT p.id, p.draft_title FROM wagtailcore_page p JOIN library_authorship a ON a.page_id = p.id"
        " WHERE a.member_id IS NULL"
    )
    return {page: who for page, title in texts if len(title) > 12 and (who := loot.named_beside(title)) is not None}


TEXT_JOINS = (
    authors, owners, revisions, log_entries, reviews, remarks, pictures, notices, page_numbers, revision_numbers,
    named_messages, sign_ins, dictionary, files,
)  # fmt: skip
