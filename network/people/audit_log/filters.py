"""What is asked of the audit log: who, what, from when to when."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from network.access.audit.acts import Act
from network.access.audit.waiting import waiting_entries
from network.access.models import AuditEntry
from network.people.models import Member
from search.analysis.names import name_key

MAX_PEOPLE = 200  # of one name


class AuditFilter(forms.Form):
    who = forms.CharField(label=_("Who, or whom it was about"), max_length=120, required=False)
    what = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *Act.choices], required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    @cached_property
    def _asked(self) -> dict[str, Any]:
        """What could not be read is said beside its field, and narrows nothing."""
        return self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})

    @cached_property
    def _people(self) -> list[int] | None:
        return _named(self._asked["who"]) if self._asked.get("who") else None

    def entries(self) -> QuerySet[AuditEntry]:
        """What fits; all where nothing is asked."""
        asked, found = self._asked, AuditEntry.objects.all()
        if self._people is not None:
            things = [f"person:{one}" for one in self._people]
            found = found.filter(Q(actor__in=self._people) | Q(thing__in=things))
        if what := asked.get("what"):
            found = found.filter(verb=what)
        if since := asked.get("since"):
            found = found.filter(at__gte=_begin(since))
        if until := asked.get("until"):
            found = found.filter(at__lt=_begin(until + timedelta(days=1)))
        return found

    def waiting(self) -> list[AuditEntry]:
        """What fits among those that are not chained yet: only the site itself can read them, so no query narrows them."""
        return [entry for entry in waiting_entries() if self._fits(entry)]

    def _fits(self, entry: AuditEntry) -> bool:
        asked, people = self._asked, self._people
        about = {f"person:{one}" for one in people or ()}
        return (
            (people is None or entry.actor_id in people or entry.thing in about)
            and (not asked.get("what") or entry.verb == asked["what"])
            and (not asked.get("since") or entry.at >= _begin(asked["since"]))
            and (not asked.get("until") or entry.at < _begin(asked["until"] + timedelta(days=1)))
        )


def _named(who: str) -> list[int]:
    named = Q(email__contains=who.lower()) | Q(name__icontains=who)
    if key := name_key(who):
        named |= Q(profile__name_key__contains=key)
    return list(Member.objects.filter(named).values_list("pk", flat=True).distinct()[:MAX_PEOPLE])


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
