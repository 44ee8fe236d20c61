"""A full-screen terminal dashboard for Pulumi Copilot."""
