"""What the database itself refuses under the Chatham House rule: an hour, and an author.

A constraint of a table cannot look into another one, and whether a room keeps the rule stands with the room.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections

# Names of the refusals that the database raises; they are seen in a traceback.
DAY_RULE = "under_the_rule_the_day_alone_is_kept"
AUTHOR_RULE = "an_author_is_named_or_sealed_as_the_room_says"
MARK_RULE = "a_reader_is_named_or_sealed_as_the_room_says"


@dataclass(frozen=True, slots=True)
class Refusal:
    """broken: the condition under which a row is refused, as each of the databases says it."""

    name: str
    table: str
    sqlite: str
    postgresql: str


# Whether the room of the row keeps the rule; a read mark names its topic alone.
_IN_ROOM = "EXISTS (SELECT 1 FROM rooms_room WHERE id = NEW.room_id AND attribution <> 'named')"
_IN_ROOM_OF_TOPIC = """EXISTS (
    SELECT 1 FROM rooms_topic JOIN rooms_room ON rooms_room.id = rooms_topic.room_id
    WHERE rooms_topic.id = NEW.topic_id AND attribution <> 'named'
)"""


def _hour(table: str, column: str, applies: str) -> Refusal:
    return Refusal(
        DAY_RULE,
        table,
        sqlite=f"NEW.{column} NOT LIKE '____-__-__ 12:00:00' AND {applies}",
        postgresql=f"(NEW.{column} AT TIME ZONE 'UTC')::time <> '12:00' AND {applies}",
    )


def _name(name: str, table: str, column: str, applies: str) -> Refusal:
    broken = f"(NEW.{column} IS NOT NULL) = {applies}"
    return Refusal(name, table, broken, broken)


REFUSALS = (
    _hour("rooms_message", "posted_at", _IN_ROOM),
    _hour("rooms_room", "last_posted_at", "NEW.attribution <> 'named' AND NEW.last_seq > 0"),
    _name(AUTHOR_RULE, "rooms_message", "author_id", _IN_ROOM),
    _name(MARK_RULE, "rooms_readmark", "member_id", _IN_ROOM_OF_TOPIC),
)


def hold_the_rule(using: str = "default", **_rest: Any) -> None:
    """Put the rule into the database, after every migration: SQLite forgets triggers when it rebuilds a table."""
    connection = connections[using]
    if not {refusal.table for refusal in REFUSALS} <= set(connection.introspection.table_names()):
        return  # migrated back to nothing
    write = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for statement in (statement for refusal in REFUSALS for statement in write(refusal)):
            cursor.execute(statement)


def _sqlite(refusal: Refusal) -> list[str]:
    return [
        statement
        for verb in ("INSERT", "UPDATE")
        for trigger in [f"{refusal.table}_{verb.lower()}_{refusal.name}"]
        for statement in (
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"""CREATE TRIGGER {trigger} BEFORE {verb} ON {refusal.table} WHEN {refusal.sqlite}
                BEGIN SELECT RAISE(ABORT, '{refusal.name}'); END""",
        )
    ]


def _postgresql(refusal: Refusal) -> list[str]:
    function = f"{refusal.table}_{refusal.name}"
    return [
        f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {refusal.postgresql} THEN
                    RAISE EXCEPTION '{refusal.name}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {function} BEFORE INSERT OR UPDATE ON {refusal.table}
            FOR EACH ROW EXECUTE FUNCTION {function}()""",
    ]
