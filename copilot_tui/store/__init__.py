"""SQLite: every conversation, kept on this machine."""
