"""Which keys the site runs under: a change of them is written down at the next start."""

from django.utils.crypto import salted_hmac

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.models import AuditEntry
from network.access.seals import key_ids

THING = "site:keys"


def record_keys() -> None:
    """Fingerprints and ids, by which no key is found."""
    mark = salted_hmac("network.access.audit", "SECRET_KEY", algorithm="sha256").hexdigest()[:16]
    now = ", ".join([f"SECRET_KEY {mark}", *(f"SEAL_KEYS {one}" for one in key_ids())])
    noted = AuditEntry.objects.filter(verb=Act.KEYS_CHANGED, thing=THING)
    if noted.order_by("-number").values_list("details", flat=True).first() != now:
        record(Act.KEYS_CHANGED, THING, details=now)
