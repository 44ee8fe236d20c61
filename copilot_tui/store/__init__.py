"""SQLite: every conversation, kept on this machine.

``history.py`` is the door: `SqliteHistory`, put together from one part a subject (``listing.py``,
``conversations.py``, ``bin.py``, ``reading.py``, ``turns.py``, ``answers.py``, ``importing.py``, ``transfer.py``,
``programs.py``, ``search.py``). Under them, ``database.py`` has the connections, ``opening.py`` and ``migrations.py``
make the file what it should be, ``index.py`` keeps the search index, ``matching.py`` says a search in its words,
``message_rows.py`` puts messages where they belong, ``presence.py`` knows which processes live, ``maintenance.py``
checks and backs up, ``trouble.py`` says what failed.
"""
