//! Caption and credit: split, parsed, and rendered in house format.
