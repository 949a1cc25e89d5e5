"""What a moderator does about messages, knowing no more than anybody else of who wrote them."""
