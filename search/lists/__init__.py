"""What all lists of the site have in common: what narrows them, and their pages."""
