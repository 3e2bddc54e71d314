"""What editors write, in ``docs/data`` and in the pages, read and typed."""
