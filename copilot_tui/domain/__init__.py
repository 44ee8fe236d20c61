"""What copilot-tui talks about: conversations, turns, messages, programs, cloud contexts."""
