"""One command runs the site: what must be there before the first request, and the processes that serve."""
