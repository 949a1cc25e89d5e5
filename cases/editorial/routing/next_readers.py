"""What the author of a text that waits is told of its next reader: that an editor has it, or to whose subjects it belongs. Never
a name: an author learns of the editors' decision, not of who of them made it.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from cases.contribute.mine.next_readers import SentText
from cases.editorial.models import Assignment, Escalation, Remit
from cases.editorial.routing.recipients import covering
from network.people.models import EDITORS_GROUP
from search.site import LANGUAGE_NAMES
from search.vocabulary.models import Concept


def next_readers(texts: Sequence[SentText]) -> Mapping[int, str]:
    standing = Assignment.objects.standing().filter(editor__groups__name=EDITORS_GROUP)
    taken = set(standing.filter(page__in=[text.page_id for text in texts]).values_list("page", flat=True))
    states = [text.state_id for text in texts if text.state_id]
    escalated = set(Escalation.objects.filter(state__in=states).values_list("state", flat=True))
    remits = list(Remit.objects.of_editors())
    concepts = Concept.objects.in_bulk({pk for text in texts for pk in text.themes | text.countries})

    def words(text: SentText) -> str:
        if text.page_id in taken:
            return _("An editor has it.")
        subjects = _subjects(text, remits, concepts)
        if text.state_id in escalated:
            return _("Nobody had taken it for five days: all editors were told.")
        if subjects:
            return _("It went to the editors of: %(subjects)s.") % {"subjects": ", ".join(subjects)}
        return _("It went to all editors; nobody has taken it yet.")

    return {text.page_id: words(text) for text in texts}


def _subjects(text: SentText, remits: Iterable[Remit], concepts: Mapping[int, Concept]) -> list[str]:
    """What makes it theirs: its themes and countries, and its language where an editor chose by nothing else."""
    chosen: set[int] = set()
    by_language = False
    for remit in covering(remits, language=text.language, themes=text.themes, countries=text.countries):
        subjects = set(remit.themes) | set(remit.countries)
        chosen |= subjects & (text.themes | text.countries)
        by_language = by_language or not subjects
    names = [concepts[pk].name for pk in sorted(chosen) if pk in concepts]
    return [*names, LANGUAGE_NAMES.get(text.language, text.language)] if by_language else names
