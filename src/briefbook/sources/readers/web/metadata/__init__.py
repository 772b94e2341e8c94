"""What a page says of itself: title, authors, publisher, dates, address."""
