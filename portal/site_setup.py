"""What every site has before the first page is written, and gets anew when it is brought up to date."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate

from cases.editorial.permissions import set_up_permissions
from network.access.audit.keys import record_keys
from network.access.audit.recording import chain_days
from network.access.gate import action
from portal.models import HomePage
from portal.page_trees import create_page_trees


@action
def set_up_site() -> None:
    """Page trees, groups, rights and the review; on a site that has them all it changes nothing."""
    create_page_trees()
    set_up_permissions()
    chain_days()
    record_keys()


def bring_up_to_date(using: str, **_kwargs: Any) -> None:
    """After `migrate`, for who updates a site without `serve`. A database that is just being made is left alone, and so
    is one that was migrated to something older than this code."""
    connection = connections[using]
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()) and HomePage.objects.using(using).exists():
        set_up_site()


def connect_signals() -> None:
    """Migrations tell of each app; rights can be given when the last one's are there."""
    post_migrate.connect(bring_up_to_date, sender=_last_app(), dispatch_uid="bring_up_to_date")


def _last_app() -> AppConfig:
    return [config for config in apps.get_app_configs() if config.models_module is not None][-1]
