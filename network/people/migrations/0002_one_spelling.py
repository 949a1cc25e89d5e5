"""Each account under one spelling of its address, and with a name. What doubles is closed and kept, never deleted."""

import logging
import unicodedata
from collections import defaultdict

from django.db import migrations

log = logging.getLogger("network.people")
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}


def _line(text):
    apart = " ".join(text.split())
    seen = "".join(letter for letter in apart if unicodedata.category(letter) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _address(text):
    return _line(_line(text).lower())


def normalise_accounts(apps, schema_editor):
    database = schema_editor.connection.alias
    Members = apps.get_model("people", "Member").objects.using(database)
    # Sign-in found accounts by these copies too, and an old copy of an address is a way in.
    apps.get_model("account", "EmailAddress").objects.using(database).all().delete()
    accounts = defaultdict(list)
    for member in Members.order_by("pk"):
        accounts[_address(member.email)].append(member)
    for address, members in accounts.items():
        # Who was here last keeps the address; of those who never were, the first one made.
        kept = max(members, key=lambda member: (member.is_active, _seen(member), -member.pk))
        for member in members:
            if member is not kept:
                _close(Members, member, kept)
        _rename(Members, kept, address)


def _seen(member):
    return member.last_login.timestamp() if member.last_login else 0.0


def _close(Members, member, kept):
    log.warning(
        "Account %s had the address of account %s in another spelling. It is closed, and kept with all its texts under "
        "account-%s@duplicate.invalid; an organiser finds it among the closed accounts.",
        member.pk,
        kept.pk,
        member.pk,
    )
    Members.filter(pk=member.pk).update(
        email=f"account-{member.pk}@duplicate.invalid",
        name=_line(member.name) or f"Account {member.pk}",
        is_active=False,
    )


def _rename(Members, member, address):
    address = address or f"account-{member.pk}@duplicate.invalid"
    name = _line(member.name) or address.partition("@")[0]
    if (member.email, member.name) != (address, name):
        Members.filter(pk=member.pk).update(email=address, name=name[:120])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(normalise_accounts, migrations.RunPython.noop, elidable=True)]
