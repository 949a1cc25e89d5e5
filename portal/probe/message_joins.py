"""Ways from a message under the rule to a person. Each gives its guesses: the message's number, and a member's."""

import json
from collections import Counter, defaultdict
from itertools import product
from uuid import UUID

from portal.probe.index_order import index_order
from portal.probe.loot import Loot, digest, nearest_before, neighbours

Guesses = dict[int, int]
_OF_A_SEAL = frozenset("0123456789abcdef")
_SEALED = "SELECT m.id, {0} FROM rooms_message m JOIN rooms_room r ON r.id = m.room_id WHERE r.attribution <> 'named'"
_WITH_NAMES = "SELECT id, author_id FROM rooms_message ORDER BY {0}"


def column(loot: Loot) -> Guesses:
    """The author stands in the row."""
    return {pk: author for pk, author in loot.rows(_SEALED.format("m.author_id")) if author}


def numbers(loot: Loot) -> Guesses:
    """Numbers of rows count: whoever spoke with his name just before."""
    return neighbours(loot.rows(_WITH_NAMES.format("id")))


def places(loot: Loot) -> Guesses:
    """Where rows lie in the file, as a dump without an order gives them."""
    return neighbours(loot.rows(_WITH_NAMES.format("ctid" if loot.is_postgresql else "rowid")))


def transactions(loot: Loot) -> Guesses:
    """PostgreSQL writes the number of the transaction beside each row."""
    return neighbours(loot.rows(_WITH_NAMES.format("xmin::text::bigint"))) if loot.is_postgresql else {}


def moments(loot: Loot) -> Guesses:
    """Whoever spoke with his name last before the moment that is kept."""
    named = loot.rows("SELECT author_id, posted_at FROM rooms_message WHERE author_id IS NOT NULL")
    return nearest_before(loot.rows(_SEALED.format("m.posted_at")), named)


def sign_ins(loot: Loot) -> Guesses:
    """Whoever signed in last before it, as the account tells."""
    known = loot.rows("SELECT id, last_login FROM people_member WHERE last_login IS NOT NULL")
    return nearest_before(loot.rows(_SEALED.format("m.posted_at")), known)


def audit(loot: Loot) -> Guesses:
    """Whoever did something that stands in the audit log last before it."""
    known = loot.rows("SELECT actor_id, at FROM access_auditentry WHERE actor_id IS NOT NULL ORDER BY number")
    return nearest_before(loot.rows(_SEALED.format("m.posted_at")), known)


def read_marks(loot: Loot) -> Guesses:
    """Whoever has read to the message and no further."""
    marks = loot.rows("SELECT topic_id, seq, member_id FROM rooms_readmark WHERE member_id IS NOT NULL")
    standing = {(topic, seq): member for topic, seq, member in marks}
    sealed = loot.rows(_SEALED.format("m.topic_id, m.seq"))
    return {pk: standing[topic, seq] for pk, topic, seq in sealed if (topic, seq) in standing}


def readers(loot: Loot) -> Guesses:
    """A sealed reader who stands at the message, and at as many places elsewhere as a named one."""
    sealed = loot.rows("SELECT topic_id, seq, reader FROM rooms_readmark WHERE member_id IS NULL")
    named = loot.rows("SELECT member_id, max(seq) FROM rooms_readmark WHERE member_id IS NOT NULL GROUP BY member_id")
    far = {seq: member for member, seq in named}
    standing = {(topic, seq): far.get(seq) for topic, seq, _reader in sealed}
    rows = loot.rows(_SEALED.format("m.topic_id, m.seq"))
    return {pk: who for pk, topic, seq in rows if (who := standing.get((topic, seq))) is not None}


def languages(loot: Loot) -> Guesses:
    """The language of a short text is that of its writer's interface."""
    by_language = defaultdict(list)
    for member, (_email, _name, language) in loot.people.items():
        by_language[language].append(member)
    short = loot.rows(_SEALED.format("m.language") + " AND length(m.text) < 40")
    return {
        pk: by_language[language][pk % len(by_language[language])] for pk, language in short if by_language[language]
    }


def dictionary(loot: Loot) -> Guesses:
    """The seal is a hash that somebody can make again: of each member, with all that might be a key."""
    found, rows = {}, loot.rows(_SEALED.format("m.room_id, m.client_id, m.seal"))
    for secret, who in product(set(loot.secrets()), loot.people):
        for pk, room, client_id, seal in rows:
            made = (f"{room}:{who}", json.dumps(["message", str(room), str(as_uuid(client_id)), str(who)]))
            if any(digest(secret, text).startswith(seal) for text in made):
                found[pk] = who
    return found


def as_uuid(value: object) -> UUID:
    """SQLite gives letters, PostgreSQL an object."""
    return value if isinstance(value, UUID) else UUID(str(value))


def repeated_seals(loot: Loot) -> Guesses:
    """A seal that comes again is one person's: the one message of his that is known tells all."""
    seals: dict[int, str] = dict(loot.rows(_SEALED.format("m.seal")))
    counted = Counter(seals.values())
    who = {seal: number for number, seal in enumerate(seal for seal, times in counted.items() if times > 1 and seal)}
    people = sorted(loot.people)
    return {pk: people[who[seal] % len(people)] for pk, seal in seals.items() if seal in who and seal != "spent"}


def client_ids(loot: Loot) -> Guesses:
    """What the browser chose stands on a message with a name, too, or tells its clock or its machine."""
    named = loot.rows("SELECT client_id, author_id FROM rooms_message WHERE author_id IS NOT NULL")
    known = {as_uuid(client_id): author for client_id, author in named}
    machines = {as_uuid(client_id).node: author for client_id, author in named if as_uuid(client_id).version == 1}
    found = {}
    for pk, client_id in loot.rows(_SEALED.format("m.client_id")):
        chosen = as_uuid(client_id)
        who = known.get(chosen) or (machines.get(chosen.node) if chosen.version == 1 else None)
        if who:
            found[pk] = who
    return found


def acceptances(loot: Loot) -> Guesses:
    """Who has accepted the rule may have spoken, and nobody else: accounts whose mark comes again, or has another shape."""
    marks: dict[int, str] = dict(loot.rows("SELECT id, rule_seal FROM people_member"))
    times = Counter(marks.values())
    shapes = {who: (len(mark), not set(mark) <= _OF_A_SEAL, times[mark] > 1) for who, mark in marks.items()}
    (rare, *others) = sorted(Counter(shapes.values()).items(), key=lambda shape: shape[1])
    suspected = sorted(who for who, shape in shapes.items() if shape == rare[0])
    sealed = loot.rows(_SEALED.format("m.seq")) if others else []
    return {pk: suspected[pk % len(suspected)] for pk, _seq in sealed}


def accounts_written(loot: Loot) -> Guesses:
    """PostgreSQL tells whose account was written last before: he has just accepted the rule, to speak."""
    if not loot.is_postgresql:
        return {}
    known = loot.rows("SELECT id, xmin::text::bigint FROM people_member")
    return nearest_before(loot.rows(_SEALED.format("m.xmin::text::bigint")), known)


def notices(loot: Loot) -> Guesses:
    """Who alone was told nothing of it, or was told of an answer to it."""
    told = defaultdict(set)
    for member, path in loot.rows("SELECT member_id, path FROM notices_notice WHERE path LIKE '%#message-%'"):
        told[int(path.rpartition("-")[2])].add(member)
    found = {}
    for pk, seq in loot.rows(_SEALED.format("m.seq")):
        left = set(loot.people) - told[seq]
        if len(told[seq]) == 1 or len(left) == 1:
            found[pk] = next(iter(told[seq] if len(told[seq]) == 1 else left))
    return found


def alerts(loot: Loot) -> Guesses:
    """Whom a saved search told nothing of it though it told others."""
    told = defaultdict(set)
    for owner, thing in loot.rows("SELECT owner_id, thing FROM saved_searches_told WHERE kind = 'discussion'"):
        told[thing & ((1 << 28) - 1)].add(owner)
    everybody = set().union(*told.values()) if told else set()
    found = {}
    for pk, seq in loot.rows(_SEALED.format("m.seq")):
        left = everybody - told[seq]
        if told[seq] and len(left) == 1:
            found[pk] = left.pop()
    return found


def places_in_the_index(loot: Loot) -> Guesses:
    """The index counts what it is given."""
    rows = loot.rows("SELECT room_id, seq, id, author_id FROM rooms_message")
    known = {room << 28 | seq: (pk, author) for room, seq, pk, author in rows}
    return neighbours([known[thing] for thing in index_order(loot, "discussion") if thing in known])


def files(loot: Loot) -> Guesses:
    """A name or an address beside the words, in any file: databases with their free pages and logs, mail, caches."""
    sealed = loot.rows(_SEALED.format("m.text"))
    return {pk: who for pk, text in sealed if (who := loot.named_beside(text[:60])) is not None}


MESSAGE_JOINS = (
    column, numbers, places, transactions, moments, sign_ins, audit, read_marks, readers, languages, dictionary,
    repeated_seals, client_ids, acceptances, accounts_written, notices, alerts, places_in_the_index, files,
)  # fmt: skip
