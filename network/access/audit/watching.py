"""Rows whose changes are written down whoever makes them: in Wagtail's own views, where no action of ours runs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import Signal

from network.access.audit.acts import Act
from network.access.audit.origin import current_origin
from network.access.audit.recording import record


def audit_deletions(kind: str, model: type[Model]) -> None:
    def gone(instance: Any, **_rest: Any) -> None:
        record(Act.DELETED, f"{kind}:{instance.pk}")

    post_delete.connect(gone, sender=model, weak=False, dispatch_uid=f"audit_deletions:{kind}")


def audit_settings(kind: str, model: type[Model]) -> None:
    """What the site sets up by itself at each start is nobody's act."""

    def changed(instance: Any, **_rest: Any) -> None:
        if current_origin().actor_id:
            record(Act.SETTINGS_CHANGED, f"{kind}:{instance.pk}")

    post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"audit_settings:{kind}")


def audit_pages(kind: str, model: type[Model], acts: Mapping[Signal, Act]) -> None:
    """Pages that editors publish themselves. acts: by the signal of Wagtail that tells of each. What the site sets up by
    itself, and the demonstration, is nobody's act."""

    def told(signal: Signal, instance: Any, **_rest: Any) -> None:
        if current_origin().actor_id:
            record(acts[signal], f"{kind}:{instance.pk}")

    for signal in acts:
        signal.connect(told, sender=model, weak=False, dispatch_uid=f"audit_pages:{kind}")


def audit_memberships(model: type[Model], *, place: str) -> None:
    """Rows that say that a `member` belongs somewhere. place: a format that names where, and as what, for the row."""

    def joined(instance: Any, created: bool, raw: bool, **_rest: Any) -> None:
        if not raw:
            act = Act.JOINED if created else Act.ROLES_CHANGED
            record(act, f"person:{instance.member_id}", details=place.format(instance))

    def left(instance: Any, **_rest: Any) -> None:
        record(Act.LEFT, f"person:{instance.member_id}", details=place.format(instance))

    post_save.connect(joined, sender=model, weak=False, dispatch_uid=f"audit_joined:{model.__name__}")
    post_delete.connect(left, sender=model, weak=False, dispatch_uid=f"audit_left:{model.__name__}")


def audit_links(through: type[Model], act: Act, *, holder: type[Model], kind: str) -> None:
    """What somebody, or a group, may do. holder: of the two sides the one that gains and loses by it."""

    def changed(instance: Any, action: str, model: type[Any], pk_set: set[int] | None, **_rest: Any) -> None:
        if action not in _SIGNS:
            return
        others = list(model.objects.filter(pk__in=pk_set if pk_set is not None else _linked(through, instance, model)))
        sides = [(instance, others)] if isinstance(instance, holder) else [(other, [instance]) for other in others]
        for one, given in sides:
            if given:
                record(act, f"{kind}:{one.pk}", details=_listed(_SIGNS[action], given))

    m2m_changed.connect(changed, sender=through, weak=False, dispatch_uid=f"audit_links:{through.__name__}")


# Before a clearing, what is linked is still there to be named.
_SIGNS = {"post_add": "+", "post_remove": "-", "pre_clear": "-"}


def _linked(through: type[Model], instance: Model, model: type[Model]) -> Iterable[int]:
    """Keys of `model` that rows of `through` tie to `instance`."""
    sides = {field.related_model: field.attname for field in through._meta.fields if field.is_relation}
    rows = through._base_manager.filter(**{sides[type(instance)]: instance.pk})
    return rows.values_list(sides[model], flat=True)


def _listed(sign: str, given: Iterable[Any]) -> str:
    """Groups by their names, permissions by their code names."""
    return ", ".join(sorted(f"{sign}{getattr(one, 'codename', None) or one.name}" for one in given))
