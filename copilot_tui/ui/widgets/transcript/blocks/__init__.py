"""A block class a kind: each draws itself into rows for a width."""
