//! What the program can be told to do. Each command opens the data, does one thing and says what it did.

pub mod add_user;
pub mod backup;
pub mod backups;
pub mod check_data;
pub mod import;
mod opened;
pub mod products_there;
mod replacing;
pub mod restore;
pub mod serve;
pub mod set_up;

pub use opened::{Opened, begin_workspace, open};
