"""What is verified, against which text or receipt, and with what outcome."""
