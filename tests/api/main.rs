//! What the server promises over HTTP and to its databases, told as stories of named people.

mod database;
