"""What drawn nodes share: transforms, references, tables, backlinks, visitors."""
