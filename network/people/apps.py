from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "network.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from network.access.viewer import MEMBERS, PUBLIC, register_holders
        from network.people.accounts.dashboard import register_dashboard
        from network.people.audit_log.hooks import register_audit_log
        from network.people.directory import register_participants
        from network.people.models import Member
        from network.people.own_data.of_account import account_things
        from network.people.own_data.sources import register_own_data
        from network.people.searchable import register_people
        from network.people.sign_in.second_step import watch_second_steps
        from network.people.signals import audit_rights, keep_the_day_of_signing_in, watch_members

        for kind in (PUBLIC, MEMBERS):
            register_holders(kind, lambda _number: Member.objects.filter(is_active=True).order_by().values_list("pk"))
        register_people()
        register_participants()
        watch_members()
        keep_the_day_of_signing_in()
        register_audit_log()
        register_dashboard()
        watch_second_steps()
        audit_rights()
        register_own_data(account_things)
