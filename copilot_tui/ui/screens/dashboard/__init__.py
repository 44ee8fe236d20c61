"""The dashboard: one screen, a module for each thing that is done on it.

board               what all of them share: the desk, the open conversation, the widgets
still_screen        a screen that paints no more than what has changed
screen              the composition, and how it begins and ends
keys                the keys that hold everywhere on it
messages            what the widgets tell, and which module answers to it
part                modules as attributes of the board, imported when they are first needed

questions           from the composer to the wire
enter_hint          what Enter will do, in words
slash_commands      words behind a slash: files to attach, the person's own prompts
session_events      what comes back from the session, shown where it belongs
navigation          opening conversations
syncing             keeping what is shown in line with what is stored
drafts              what is typed and not yet asked
stored_turns        its turns, page by page from the store
transcript_actions  what is done with a block of the transcript, and finding words in it
program_viewing     reading a program beside its conversation
program_library     the programs of the history, and what their keys do

listing             reading what the list shows
list_scope          which part of the history that is
list_actions        renaming, pinning, archiving, deleting, and taking that back
list_changes        each of these with the way back
overview_actions    the overview, and what its numbers lead to
export_actions      the export dialogs
whole_conversations the conversations of an export, read whole
import_actions      bringing conversations in from files

context_actions     the cloud context, signing in, questions to begin with
known_contexts      the contexts that the picker offers
cloud_lookup        who the person is and what happened last there, read in the background
settings_actions    the screens that settings are changed on
commands            what the command palette runs
leading             what the keys behind the leader do
applied_settings    what each setting changes on screen
"""
