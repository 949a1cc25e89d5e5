"""What search is told of people."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from network.access.viewer import Viewer
from network.people.alphabets import display_name
from network.people.models import Profile
from search.registry import Document, Reader, Row, Section, register_searchable


class People:
    """Members as search sees them: by name, post and what they can help with. No contact stands in the index."""

    kind = "person"
    label = _("People")
    is_chronological = False

    def ids(self, *, after: int, limit: int) -> list[int]:
        members = Profile.objects.filter(member__is_active=True, member__gt=after).order_by("member")
        return list(members.values_list("member", flat=True)[:limit])

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        profiles = Profile.objects.filter(member__in=ids, member__is_active=True).for_rows().prefetch_related("themes")
        for profile in profiles:
            yield Document(
                kind=self.kind,
                id=profile.member_id,
                version=0,
                audience=profile.audience,
                language=profile.member.language,
                title=profile.member.name,
                summary=", ".join(part for part in (profile.position, profile.institution) if part),
                sections=(Section("about", "", profile.about),) if profile.about else (),
                published=profile.member.date_joined,
                facets={
                    "country": (profile.country.slug,) if profile.country else (),
                    "theme": tuple(theme.slug for theme in profile.themes.all()),
                },
                names=tuple(name for name in (profile.member.name, profile.name_native) if name),
            )

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        assert isinstance(reader, Viewer)
        profiles = Profile.visible.to(reader).filter(member__in=ids, member__is_active=True).for_rows()
        return {profile.member_id: self._row(profile) for profile in profiles.prefetch_related("themes")}

    def _row(self, profile: Profile) -> Row:
        return Row(
            kind=self.kind,
            id=profile.member_id,
            url=profile.get_absolute_url(),
            title=display_name(profile.member.name, profile.name_native),
            language="",
            kind_label=str(_("Person")),
            summary=", ".join(part for part in (profile.position, profile.institution) if part),
            countries=(profile.country.name,) if profile.country else (),
            themes=tuple(theme.name for theme in profile.themes.all()),
        )


def register_people() -> None:
    """Make people findable."""
    register_searchable(People())
