from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    name = "network.trainings"
    label = "trainings"
    verbose_name = _("Trainings")

    def ready(self) -> None:
        from network.access.audit.watching import audit_deletions, audit_memberships
        from network.access.broadcasts import Watched, watch
        from network.access.viewer import register_holders, register_keys
        from network.trainings.keys import edition_holders, edition_keys
        from network.trainings.models import Edition, Material, Participation, Programme, Workshop
        from network.trainings.searchable import register_trainings

        register_keys(edition_keys)
        register_holders("edition", edition_holders)
        watch(Participation, Watched("member"))
        watch(Workshop, Watched("participations__member", frozenset({"edition", "edition_id"})))
        register_trainings()
        audit_memberships(Participation, place="workshop:{0.workshop_id} {0.role}")
        for kind, model in {
            "programme": Programme,
            "edition": Edition,
            "workshop": Workshop,
            "material": Material,
        }.items():
            audit_deletions(kind, model)
