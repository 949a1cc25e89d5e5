"""What must stand before the first request: static files, tables, page trees, groups, content, index."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from network.people.models import Member
from portal.models import HomePage
from portal.serving.seal_keys import refuse_unsafe_keys
from portal.serving.static import gather
from portal.site_setup import set_up_site
from search.engines import indices
from search.index.rebuild import rebuild_outdated
from search.vocabulary.actions import import_concepts
from search.vocabulary.models import Concept, Scheme
from search.vocabulary.records import SUBJECTS, ConceptRecord, read_table

Say = Callable[[str], None]


def set_up(say: Say, *, demonstration: bool) -> None:
    """Bring an empty or older database up to date; one that is up to date is left alone, within a second.

    demonstration: whether an empty site gets the example content. Raises ImproperlyConfigured where keys for seals are missing.
    """
    if gather():
        say("Style sheets and scripts are gathered.")
    _migrate(say)
    refuse_unsafe_keys()
    if demonstration and not HomePage.objects.exists() and not Member.objects.exists():
        say("Loading the demonstration …")
        call_command("demo")
    set_up_site()
    if subjects := missing_subjects():
        say("Loading the thesaurus …")
        import_concepts(subjects)
    if any(index.is_missing() for index in indices()):
        say("Building the search index …")
        rebuild_outdated()


def missing_subjects() -> list[ConceptRecord]:
    """Those of our thesaurus that the database has not: all at first, later what a new version brings. What editors made of
    the others stays as they made it.
    """
    known = set(Concept.objects.filter(scheme=Scheme.SUBJECTS).values_list("slug", flat=True))
    return [entry for entry in read_table(SUBJECTS.read_text(encoding="utf-8")) if entry.slug not in known]


def _migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Preparing the database: {len(plan)} migrations …")
        call_command("migrate", verbosity=0)
