"""Key judgements, reported figures, the timeline, and their charts."""
