"""What only the HTML site needs."""
