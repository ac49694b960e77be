//! The story as versioned records: what `story.ron` holds and what our JSON shows.
