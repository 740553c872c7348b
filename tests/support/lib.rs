//! What a test can use. Nothing here decides anything: worlds, people, builders and readers of case files.

pub mod model;
pub mod postgres;
pub mod temporary;
