"""What an editor finds on the first page of the admin: what waits, and one tap to the deed."""
