"""Reading pictures of pages: scans, photos, and PDF pages that hold no text."""
