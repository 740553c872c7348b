//! What the server promises over HTTP and to its databases, told as stories of named people.

mod answers;
mod backup;
mod carry_key;
mod check_data;
mod database;
mod depot;
mod errors;
mod files;
mod hostile;
mod imports;
mod installation;
mod integrations;
mod login;
mod portions;
mod restore;
mod set_up;
mod shipped;
mod story;
mod supervisors;
mod sync;
mod tracking;
mod users;
mod visibility;
