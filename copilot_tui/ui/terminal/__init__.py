"""The terminal that all is drawn in: what it can do, what it must never be sent, how it is given back."""
