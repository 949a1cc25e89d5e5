"""Under the Chatham House rule the day is all that is known of a moment: the database itself holds no hour.

Whoever knows when something was said, and who was signed in then, knows who said it. A day is kept as its noon in UTC: that is
the same date in every time zone that members live in.
"""

from datetime import UTC, datetime
from typing import Any

from django.db import connections
from django.utils.timezone import get_default_timezone, localtime

# The name of the refusal that the database raises; it is seen in a traceback.
RULE = "under_the_rule_the_day_alone_is_kept"


def to_day(moment: datetime) -> datetime:
    """The day of a moment, as the site's own time zone has it."""
    day = localtime(moment, get_default_timezone())
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def hold_the_rule(using: str = "default", **_rest: Any) -> None:
    """Put the rule into the database, after every migration: SQLite forgets triggers when it rebuilds a table."""
    connection = connections[using]
    if not set(_TABLES) <= set(connection.introspection.table_names()):
        return  # migrated back to nothing
    statements = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_UNDER_THE_RULE = "EXISTS (SELECT 1 FROM rooms_room WHERE id = NEW.room_id AND attribution <> 'named')"
_TABLES = {
    "rooms_message": ("posted_at", _UNDER_THE_RULE),
    "rooms_room": ("last_posted_at", "NEW.attribution <> 'named' AND NEW.last_seq > 0"),
}
_SQLITE = [
    statement
    for table, (column, applies) in _TABLES.items()
    for verb in ("INSERT", "UPDATE")
    for statement in (
        f"DROP TRIGGER IF EXISTS {table}_{verb.lower()}_{RULE}",
        f"""CREATE TRIGGER {table}_{verb.lower()}_{RULE} BEFORE {verb} ON {table}
            WHEN NEW.{column} NOT LIKE '____-__-__ 12:00:00' AND {applies}
            BEGIN SELECT RAISE(ABORT, '{RULE}'); END""",
    )
]
_POSTGRESQL = [
    statement
    for table, (column, applies) in _TABLES.items()
    for statement in (
        f"""CREATE OR REPLACE FUNCTION {table}_{RULE}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (NEW.{column} AT TIME ZONE 'UTC')::time <> '12:00' AND {applies} THEN
                    RAISE EXCEPTION '{RULE}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {table}_{RULE} BEFORE INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_{RULE}()""",
    )
]
