//! Replays the log in a second, deliberately simple model and compares it with the tables.
