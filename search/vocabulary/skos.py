"""The vocabulary as SKOS in Turtle (W3C Recommendation "SKOS Simple Knowledge Organization System Reference", 2009)."""

from collections.abc import Iterable

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import OWL, RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from search.analysis import LANGUAGES
from search.vocabulary.models import Concept
from search.vocabulary.records import ConceptRecord, InvalidRecord, entry_of, validate

# What a concept is called by outside: the scheme and the slug, which never change.
CONCEPTS = Namespace("urn:chaikhana:concept:")
SCHEMES = Namespace("urn:chaikhana:scheme:")


def write_turtle(concepts: Iterable[Concept]) -> str:
    graph = Graph()
    graph.bind("skos", SKOS)
    for concept in concepts:
        _add(graph, entry_of(concept))
    return str(graph.serialize(format="turtle"))


def read_turtle(text: str) -> list[ConceptRecord]:
    """In the order of their names. Raises BadEntry."""
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle")
    except (BadSyntax, ParserError, ValueError) as error:
        raise InvalidRecord(f"This is no Turtle: {error}") from error
    found = (
        _entry(graph, subject) for subject in graph.subjects(RDF.type, SKOS.Concept) if isinstance(subject, URIRef)
    )
    return sorted(found, key=lambda entry: entry.identity)


def _add(graph: Graph, entry: ConceptRecord) -> None:
    subject = _name(entry.scheme, entry.slug)
    graph.add((subject, RDF.type, SKOS.Concept))
    graph.add((subject, SKOS.inScheme, SCHEMES[entry.scheme]))
    graph.add((subject, SKOS.notation, Literal(entry.slug)))
    for code, name in entry.names.items():
        graph.add((subject, SKOS.prefLabel, Literal(name, lang=code)))
    for code, names in entry.others.items():
        for name in names:
            graph.add((subject, SKOS.altLabel, Literal(name, lang=code)))
    for code, text in entry.definitions.items():
        graph.add((subject, SKOS.definition, Literal(text, lang=code)))
    if entry.broader:
        graph.add((subject, SKOS.broader, _name(entry.scheme, entry.broader)))
    for slug in entry.related:
        graph.add((subject, SKOS.related, _name(entry.scheme, slug)))
    if entry.is_retired:
        graph.add((subject, OWL.deprecated, Literal(True)))


def _name(scheme: str, slug: str) -> URIRef:
    return CONCEPTS[f"{scheme}:{slug}"]


def _entry(graph: Graph, subject: URIRef) -> ConceptRecord:
    scheme, _colon, slug = subject.removeprefix(str(CONCEPTS)).partition(":")
    if not subject.startswith(str(CONCEPTS)) or not slug:
        raise InvalidRecord(f"<{subject}>: names of concepts are {CONCEPTS}SCHEME:SLUG.")
    labels = _by_language(graph, subject, SKOS.prefLabel)
    others = _by_language(graph, subject, SKOS.altLabel)
    defined = _by_language(graph, subject, SKOS.definition)
    broader = [_slug(one) for one in graph.objects(subject, SKOS.broader)]
    entry = ConceptRecord(
        scheme=scheme,
        slug=slug,
        names={code: labels[code][-1] for code in LANGUAGES if code in labels},
        others={code: sorted(others[code]) for code in LANGUAGES if code in others},
        definitions={code: defined[code][-1] for code in LANGUAGES if code in defined},
        broader=broader[0] if broader else "",
        related=tuple(sorted(_slug(one) for one in graph.objects(subject, SKOS.related))),
        is_retired=(subject, OWL.deprecated, Literal(True)) in graph,
    )
    return validate(entry, f"<{subject}>")


def _by_language(graph: Graph, subject: URIRef, label: URIRef) -> dict[str, list[str]]:
    """The texts that the graph has of the subject under this property."""
    texts: dict[str, list[str]] = {}
    for one in graph.objects(subject, label):
        if isinstance(one, Literal):
            texts.setdefault(str(one.language), []).append(str(one))
    return texts


def _slug(subject: object) -> str:
    return str(subject).rpartition(":")[2]
