"""The world map: projection, marks, and where their names stand."""
