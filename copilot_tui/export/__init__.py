"""Taking things away: programs as projects that run, conversations as documents, and writing them safely."""
