"""The maps: projection, marks, and where their names stand."""
