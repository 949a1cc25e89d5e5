"""Who owns a text under the Chatham House rule: one inactive account that is nobody, for Wagtail must name an owner."""

from network.people.models import HOUSE_DOMAIN, Member

VOICE = f"voice{HOUSE_DOMAIN}"


def voice() -> Member:
    """The account in whose name such texts are owned, revised and submitted. Nobody can sign in with it."""
    found = Member.objects.filter(email=VOICE).first()
    if found:
        return found
    nobody = Member(email=VOICE, name="Chatham House", is_active=False)
    nobody.set_unusable_password()
    nobody.save()
    return nobody
