"""What comes from outside: numbers of rows, and text, each within its bounds."""
