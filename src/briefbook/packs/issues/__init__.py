"""Issues of a pack, stored as editions of their own, and what has changed since one."""
