"""What must hold of the records and the pages: small named checks; all of their messages are shown at once."""
