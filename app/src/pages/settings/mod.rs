//! What can be tuned on this device and by this person.

pub mod settings_page;
pub mod sign_out;
