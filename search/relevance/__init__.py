"""How well the search finds what it should: collections of documents, queries and judgements, and their figures."""
