"""The terminal that the program runs in: what it draws how wide, what it can do, what is told of it."""
