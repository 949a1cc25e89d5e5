"""The site that is measured, in a folder of its own, with the page of a plain Wagtail beside it."""
