"""What a build was made from, as records: inputs by their hashes, what was built, and when."""
