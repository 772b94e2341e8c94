"""From an entry to the one CSL-JSON item that everything printed is made from."""
