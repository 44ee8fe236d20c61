"""What a program needs, read from its own imports: one module a language family, comments and strings passed over."""
