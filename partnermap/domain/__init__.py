"""Value types, words, dates with precision, records and Place; standard library only."""
