"""Where the rooms are wired together: the only place that knows all of them. Reached from the entry alone."""
