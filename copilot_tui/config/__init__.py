"""Settings: config.toml → frozen `Settings`; every error names file, line, key and the allowed values.

Importing this package is cheap: `copilot_tui.config.first_frame` answers what the first frame needs without pydantic,
and `copilot_tui.config.loading` brings the rest when it is asked for.
"""
