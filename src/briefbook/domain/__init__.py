"""The brief domain: what an author writes, for every builder."""
