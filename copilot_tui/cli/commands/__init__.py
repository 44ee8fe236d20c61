"""One file a command; the table of them is in `copilot_tui.cli.main`."""
