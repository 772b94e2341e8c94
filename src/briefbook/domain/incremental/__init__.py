"""What a build depends on, and what makes the next one quick: refreshing, parallel reading."""
