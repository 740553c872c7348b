//! The company's rulebook: records, rules, prices, checks, states and the sync core, for server and browser alike.
//!
//! This crate never performs I/O, never reads a clock and never asks for randomness: moments, ids and days arrive as values.
//! Rooms stand in order; a room may use only the leaves and the rooms above it in this list.

// leaves
pub mod age;
pub mod bounds;
pub mod brought;
pub mod calendar;
pub mod code;
pub mod desk;
pub mod edit;
pub mod ids;
pub mod money;
pub mod needs;
pub mod planted;
pub mod problem;
pub mod quantity;
pub mod rate;
pub mod record;
pub mod series;
pub mod setting;
pub mod shelf;
pub mod table;
pub mod text;

// rooms, left to right
pub mod accounts;
pub mod attachments;
pub mod documents;
pub mod integrations;
pub mod offers;
pub mod pricing;
pub mod products;
pub mod rma;
pub mod serials;
pub mod settings;
pub mod stock;
pub mod sync;
pub mod tickets;
pub mod users;
pub mod warranty;
