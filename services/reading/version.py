"""Which reader made a text: spans refer to the text of one reader version."""

READER_VERSION = "2"
