//! The server: keeps the common truth, runs the same rules again, decides, remembers, and talks to others.
//! It has no rule of its own.

pub mod clock;
pub mod connectors;
pub mod db;
