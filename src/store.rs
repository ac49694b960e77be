//! Stories and settings on disk.
