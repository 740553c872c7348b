//! The server: keeps the common truth, runs the same rules again, decides, remembers, and talks to others.
//! It has no rule of its own.

pub mod auth;
pub mod clock;
pub mod commands;
pub mod config;
pub mod connectors;
pub mod db;
pub mod demo;
pub mod error;
pub mod http;
pub mod jobs;
pub mod router;
pub mod state;
pub mod sync;

pub use router::router;
pub use state::ServerState;
