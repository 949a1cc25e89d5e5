"""Meaning as vectors: asked of an embeddings server, kept by a hash of the text, never needed for words to be found."""
