"""Who signs in for a test to work in the admin or to moderate has taken his second step, too: `force_login` asks for no first one either."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from network.people.models import Member
from network.people.sign_in.second_step import PROVED


def take_second_step(member: Member, session: SessionBase) -> None:
    Authenticator.objects.get_or_create(user=member, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
    session[PROVED] = member.pk


def in_two_steps(force_login: Any) -> Any:
    def login(client: Client, user: Member, backend: str | None = None) -> None:
        force_login(client, user, backend)
        member = Member.objects.get(pk=user.pk)
        if member.is_staff or member.is_moderator:
            session = client.session
            take_second_step(user, session)
            session.save()

    return login
