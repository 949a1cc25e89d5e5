"""The peer of a case and of the home page: a Wagtail page with the same fields, and nothing that the product adds."""
