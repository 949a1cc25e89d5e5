from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "network.access"
    label = "access"

    def ready(self) -> None:
        from network.access.audit.recording import chain_days
        from search.periodic_tasks import register_periodic_task

        register_periodic_task(chain_days)
