"""Taking programs and conversations away as files."""
