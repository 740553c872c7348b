//! What the server promises over HTTP and to its databases, told as stories of named people.

mod backup;
mod carry_key;
mod database;
mod errors;
mod files;
mod imports;
mod integrations;
mod login;
mod portions;
mod story;
mod sync;
mod users;
mod visibility;
