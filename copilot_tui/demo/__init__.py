"""A scripted Copilot API on loopback, and its sample conversations."""
