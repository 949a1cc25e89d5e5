"""Searches that members keep, and what is new among their results. Who is told, and how, is the network's."""
