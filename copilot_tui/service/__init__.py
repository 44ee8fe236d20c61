"""The life of a question; the only room that knows both wire and store, as protocols."""
