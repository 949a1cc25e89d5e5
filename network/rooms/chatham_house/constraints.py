"""What the database itself refuses under the Chatham House rule: an hour, and an author.

A constraint of a table cannot look into another one, and whether a room keeps the rule stands with the room.
"""

from network.row_rules import RowRule

DAY_RULE = "under_the_rule_the_day_alone_is_kept"
AUTHOR_RULE = "an_author_is_named_or_sealed_as_the_room_says"
MARK_RULE = "a_reader_is_named_or_sealed_as_the_room_says"


# Whether the room of the row keeps the rule; a read mark names its topic alone.
_IN_ROOM = "EXISTS (SELECT 1 FROM rooms_room WHERE id = NEW.room_id AND attribution <> 'named')"
_IN_ROOM_OF_TOPIC = """EXISTS (
    SELECT 1 FROM rooms_topic JOIN rooms_room ON rooms_room.id = rooms_topic.room_id
    WHERE rooms_topic.id = NEW.topic_id AND attribution <> 'named'
)"""


def _hour(table: str, column: str, applies: str) -> RowRule:
    return RowRule(
        DAY_RULE,
        table,
        sqlite=f"NEW.{column} NOT LIKE '____-__-__ 12:00:00' AND {applies}",
        postgresql=f"(NEW.{column} AT TIME ZONE 'UTC')::time <> '12:00' AND {applies}",
    )


def _name(name: str, table: str, column: str, applies: str) -> RowRule:
    broken = f"(NEW.{column} IS NOT NULL) = {applies}"
    return RowRule(name, table, broken, broken)


RULES = (
    _hour("rooms_message", "posted_at", _IN_ROOM),
    _hour("rooms_room", "last_posted_at", "NEW.attribution <> 'named' AND NEW.last_seq > 0"),
    _name(AUTHOR_RULE, "rooms_message", "author_id", _IN_ROOM),
    _name(MARK_RULE, "rooms_readmark", "member_id", _IN_ROOM_OF_TOPIC),
)
