"""How things look, as text: what stands where, and in which colours."""
