"""Rules of the database that look into another table, which no constraint can: triggers, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True, slots=True)
class RowRule:
    """name: of the refusal that the database raises; it is seen in a traceback. broken: the condition under which the new row
    of the table is refused, as each of the databases says it.
    """

    name: str
    table: str
    sqlite: str
    postgresql: str


def keep_rules(rules: Sequence[RowRule], app: AppConfig) -> None:
    """Hold them from the app's first migrations on. SQLite rebuilds no table that a trigger names: what has rules there is freed
    of them before there is something to migrate, and gets them back when all of it is done."""

    def let_go(using: str, plan: Sequence[Any], **_rest: Any) -> None:
        if plan and connections[using].vendor == "sqlite":
            forget_rules(rules, using)

    def hold(using: str, **_rest: Any) -> None:
        hold_rules(rules, using)

    pre_migrate.connect(let_go, sender=app, weak=False, dispatch_uid=f"{app.label}.let_rules_go")
    post_migrate.connect(hold, sender=app, weak=False, dispatch_uid=f"{app.label}.hold_rules")


def hold_rules(rules: Sequence[RowRule], using: str = "default") -> None:
    """Put the rules into the database. To be done after every migration: SQLite forgets triggers when it rebuilds a table."""
    connection = connections[using]
    if not {rule.table for rule in rules} <= set(connection.introspection.table_names()):
        return  # migrated back to nothing
    write = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for statement in (statement for rule in rules for statement in write(rule)):
            cursor.execute(statement)


def forget_rules(rules: Sequence[RowRule], using: str = "default") -> None:
    """Take them out again, as for a migration that writes what stood before them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for rule in rules:
            if connection.vendor == "sqlite":
                for verb in ("insert", "update"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {rule.table}_{verb}_{rule.name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {rule.table}_{rule.name} ON {rule.table}")


def _sqlite(rule: RowRule) -> list[str]:
    return [
        statement
        for verb in ("INSERT", "UPDATE")
        for trigger in [f"{rule.table}_{verb.lower()}_{rule.name}"]
        for statement in (
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"""CREATE TRIGGER {trigger} BEFORE {verb} ON {rule.table} WHEN {rule.sqlite}
                BEGIN SELECT RAISE(ABORT, '{rule.name}'); END""",
        )
    ]


def _postgresql(rule: RowRule) -> list[str]:
    function = f"{rule.table}_{rule.name}"
    return [
        f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {rule.postgresql} THEN
                    RAISE EXCEPTION '{rule.name}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {function} BEFORE INSERT OR UPDATE ON {rule.table}
            FOR EACH ROW EXECUTE FUNCTION {function}()""",
    ]
