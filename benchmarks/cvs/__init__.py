"""CVs of invented people in many layouts, with the exact truth about each: what reading is measured on."""
