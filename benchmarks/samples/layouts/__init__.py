"""One module (or HTML template) for each way a CV can look."""
