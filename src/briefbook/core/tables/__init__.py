"""What editors keep in tables: readings, events, assessments, and the vocabularies for them."""
