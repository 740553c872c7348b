//! What a test can use. Nothing here decides anything: worlds, people, builders and readers of case files.

pub mod cases;
pub mod device;
pub mod model;
pub mod people;
pub mod postgres;
pub mod real_input;
pub mod temporary;
pub mod world;
