"""What every request meets before a view, and every answer after one: rules that no view has to think of."""
