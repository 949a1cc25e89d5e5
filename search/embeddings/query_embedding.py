"""What a query means, as a vector; remembered, for a page is asked for again with every filter that is chosen."""

import hashlib

import numpy as np
from django.core.cache import cache

from search.embeddings.centroid import subtract_centroid
from search.embeddings.client import EmbeddingsUnavailable, embeddings
from search.embeddings.inputs import MAX_QUERY_LENGTH, prepare_input
from search.engines.passages import Vector

# Seconds that a query's vector is remembered.
CACHE_SECONDS = 3_600


def embed_query(query: str, language: str) -> Vector | None:
    """None while there is no embeddings server, or it does not answer: search goes on by words."""
    server = embeddings()
    text = prepare_input(query, language, limit=MAX_QUERY_LENGTH)
    if server is None or not text:
        return None
    name = f"search.vector.{hashlib.sha256(f'{server.model} {language} {text}'.encode()).hexdigest()}"
    kept: bytes | None = cache.get(name)
    if kept is not None:
        return np.frombuffer(kept, dtype=np.float32)
    try:
        vector = subtract_centroid(server.vectors([text], "query")[0], language, server)
    except EmbeddingsUnavailable:
        return None
    cache.set(name, vector.tobytes(), CACHE_SECONDS)
    return vector
