"""The wire: one call to the Copilot endpoint, and what can go wrong with it."""
