"""The outbox: which things changed since the index last looked. A row is written in the transaction of the change."""

from django.db import models


class Change(models.Model):
    """Something to look at again. The worker re-reads the thing itself, so that a late or doubled row does no harm.

    taken: how many of the site's indices have it already, in their order; the last one to take it removes the row.
    """

    kind = models.CharField(max_length=20)
    thing = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    taken = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "thing"], name="change_of_thing")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.thing}"


class Unembedded(models.Model):
    """A thing that is indexed without what some of its parts mean, because no vector of them has been made yet."""

    kind = models.CharField(max_length=20)
    thing = models.PositiveBigIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "thing"], name="thing_waits_once_for_its_vectors")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.thing}"
