"""How sign-in behaves: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):
    """Nobody makes an account for himself: people are imported from a training's list or invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
