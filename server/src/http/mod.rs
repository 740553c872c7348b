//! From requests to calls and back: translation only. A handler asks, checks, answers; what is right or wrong is decided
//! elsewhere.

pub mod assets;
pub mod body;
pub mod carry_key;
pub mod devices;
pub mod files;
pub mod handed_in;
pub mod health;
pub mod integrations;
pub mod limits;
pub mod login;
pub mod openapi;
pub mod path;
pub mod protection;
pub mod serials;
pub mod sync;
pub mod tracking;
mod tracking_look;
pub mod users;
