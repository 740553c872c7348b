//! What the server promises over HTTP and to its databases, told as stories of named people.

mod database;
mod errors;
mod login;
mod story;
mod sync;
mod visibility;
