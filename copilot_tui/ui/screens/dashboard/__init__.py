"""The dashboard: one screen, cut by what a person does on it.

board      what all parts share: the desk, the open conversation, the widgets
questions  from the composer to the wire
commanding words behind a slash: files to attach, the person's own prompts
heeding    what comes back, shown where it belongs
browsing   the list: opening, filtering, renaming, pinning, archiving, deleting with undo
reading    what is done with a block of the transcript, and finding words in it
taking     copying, viewing, exporting
placing    the cloud context, signing in, questions to begin with
locating   who the person is and what happened last there, read in the background
screen     the composition of all these, and the keys
"""
