"""The search page, the same as data, and what stands under the search box."""
