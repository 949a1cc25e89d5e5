"""Elasticsearch 8, for sites of several machines or many texts: one index an audience, analysed by us."""

from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
