"""Anchors as promises: minting, editions, what changed, and what rests on what."""
