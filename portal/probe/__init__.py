"""What a thief learns who has a copy of the server's data and no key: tried, counted, and held against chance."""
