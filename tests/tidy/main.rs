//! The rules of the house as tests: who may import what, how files begin and are called, where text for people stands.
//! Reads sources as text; knows nothing of what they do.

mod code;
mod contrast;
mod front_pages;
mod layers;
mod messages;
mod migrations;
mod names;
mod paths;
mod sources;
mod styles;
