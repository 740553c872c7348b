//! Signing in, and who works here: people, what was granted to them, their devices.

pub mod devices;
pub mod devices_page;
pub mod grants;
pub mod grants_form;
pub mod invite_page;
pub mod language_choice;
pub mod list_page;
pub mod password_card;
pub mod rights_grid;
pub mod session_ended;
pub mod sign_in_page;
mod sign_in_problem;
pub mod user_page;
