"""What is asked of the audit log: who, what, from when to when."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from network.access.audit.acts import Act
from network.access.models import AuditEntry
from network.people.models import Member
from search.analysis.names import name_key

MAX_PEOPLE = 200  # of one name


class AuditFilter(forms.Form):
    who = forms.CharField(label=_("Who, or whom it was about"), max_length=120, required=False)
    what = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *Act.choices], required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def entries(self) -> QuerySet[AuditEntry]:
        """What fits; all where nothing is asked. What could not be read is said beside its field, and narrows nothing."""
        asked: dict[str, Any] = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        found = AuditEntry.objects.all()
        if who := asked.get("who"):
            found = found.filter(_about(who))
        if what := asked.get("what"):
            found = found.filter(verb=what)
        if since := asked.get("since"):
            found = found.filter(at__gte=_begin(since))
        if until := asked.get("until"):
            found = found.filter(at__lt=_begin(until + timedelta(days=1)))
        return found


def _about(who: str) -> Q:
    named = Q(email__contains=who.lower()) | Q(name__icontains=who)
    if key := name_key(who):
        named |= Q(profile__name_key__contains=key)
    people = list(Member.objects.filter(named).values_list("pk", flat=True).distinct()[:MAX_PEOPLE])
    return Q(actor__in=people) | Q(thing__in=[f"person:{one}" for one in people])


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
