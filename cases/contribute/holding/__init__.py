"""Its author, or an editor where no author can be asked, says that a text still holds."""
