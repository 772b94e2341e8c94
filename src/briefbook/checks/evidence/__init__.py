"""What is verified, against which text or receipt, and what came out."""
