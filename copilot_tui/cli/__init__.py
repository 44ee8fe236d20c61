"""The command line: the headless twin of the screen, over the same service.

Importing a command is cheap: what it works with is imported when it runs, so that ``--version`` and ``list`` start
without screen, wire and event loop.
"""
