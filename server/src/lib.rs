//! The server: keeps the common truth, runs the same rules again, decides, remembers, and talks to others.
//! It has no rule of its own.
//!
//! Without the feature `serving` only what decides is left: the contract of the database with its store in memory, the
//! agreement with replicas, the files, and the work beside it. Nothing of that listens to a network or knows SQL.

pub mod clock;
pub mod connectors;
pub mod db;
pub mod files;
pub mod jobs;
pub mod mail;
pub mod sync;

#[cfg(feature = "serving")]
pub mod auth;
#[cfg(feature = "serving")]
pub mod commands;
#[cfg(feature = "serving")]
pub mod config;
#[cfg(feature = "serving")]
pub mod demo;
#[cfg(feature = "serving")]
pub mod error;
#[cfg(feature = "serving")]
pub mod http;
#[cfg(feature = "serving")]
pub mod router;
#[cfg(feature = "serving")]
pub mod state;

#[cfg(feature = "serving")]
pub use {router::router, state::ServerState};
