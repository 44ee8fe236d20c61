"""The dashboard in a browser: textual-serve behind a door of ours. Only here are aiohttp and textual-serve known."""
