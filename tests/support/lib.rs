//! What a test can use. Nothing here decides anything: worlds, people, builders and readers of case files.

pub mod cases;
pub mod chance;
pub mod device;
pub mod extent;
pub mod log;
pub mod model;
pub mod people;
pub mod postgres;
pub mod process;
pub mod program;
pub mod real_input;
pub mod temporary;
pub mod world;
