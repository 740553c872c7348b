//! What a test can use. Nothing here decides anything: worlds, people, builders and readers of case files.

pub mod model;
pub mod cases;
pub mod postgres;
pub mod real_input;
pub mod temporary;
