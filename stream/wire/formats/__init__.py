"""One parser a file: content to drafts. A new format is a new file and a line in `read`."""
