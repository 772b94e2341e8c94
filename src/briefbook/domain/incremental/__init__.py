"""What a build depends on, and what makes the next one fast: refreshing, parallel reading."""
