//! Signing in, and who works here.

pub mod language_choice;
pub mod sign_in_page;
