//! From route to page. A page reads state and arranges kit pieces; a rule in a page is a rule in the wrong place.
//!
//! Every page calls `frame::head` (or `frame::title`) once: that is its h1.

pub mod frame;
pub mod home_page;
pub mod settings;
pub mod sync;
pub mod users;
