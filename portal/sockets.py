"""The one socket of the site."""

socket_routes: list[object] = []
