"""What stands around figures in other languages, and the times that they tell."""
