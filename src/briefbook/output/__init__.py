"""What every output shares."""
