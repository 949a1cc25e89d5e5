"""All that changes members and their profiles."""

from collections.abc import Mapping
from typing import Any

from network.access.broadcasts import viewer_changed
from network.access.gate import action
from network.people.models import Member, Profile
from search.index.outbox import mark_changed


@action
def edit_profile(member: Member, *, account: Mapping[str, Any], profile: Mapping[str, Any]) -> Profile:
    """Change what a member shows of himself, and how the site speaks to him.

    account: language and time_zone of the member. profile: fields of Profile, themes as concepts.
    """
    for name, value in account.items():
        setattr(member, name, value)
    member.save(update_fields=list(account))
    found, _made = Profile.objects.get_or_create(member=member)
    themes = profile.get("themes")
    fields = {name: value for name, value in profile.items() if name != "themes"}
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=[*fields, "name_key"])
    if themes is not None:
        found.themes.set(themes)
    mark_changed("person", member.pk)
    viewer_changed(member.pk)
    return found
