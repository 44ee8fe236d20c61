"""SQLite: every conversation, kept on this machine.

history        the door: `SqliteHistory`, put together from one part a subject:
               listing, conversations, bin, reading, turns, answers, finding, programs, search, overview,
               folders, importing, transfer
kept           the same for a front that stays: what the file does not take now is kept in memory (sheltered, refuge)
part           what all parts have

database       the connections; transaction: whole or not at all
opening        making the file what it should be: migrations, privacy, occupancy
presence       which processes live
trouble        what failed, in the domain's errors

rows           between rows and the domain's values; written: without pydantic; message_rows: where messages belong
index          the search index; matching, vocabulary, stretch, ranking, snippet: a search in its words;
               folding: titles
sums           the numbers of an overview

maintenance    checking and backing up; examination: looking without touching
repair         mending: salvage, damaged_file, sound_rows, rejoining
"""
