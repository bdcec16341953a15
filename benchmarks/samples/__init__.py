"""Fictional sample CVs: invented people, the layouts that draw them, and the truth about each file."""
