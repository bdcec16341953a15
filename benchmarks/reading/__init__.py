"""How well CVs are read: quality by field, format and language, cost, hidden text, and damage."""
