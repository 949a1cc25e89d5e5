"""The text inside files: read page by page, in a process of its own, and kept."""
