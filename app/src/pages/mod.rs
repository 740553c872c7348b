//! From route to page. A page reads state and arranges kit pieces; a rule in a page is a rule in the wrong place.
//!
//! Every page calls `frame::head` (or `frame::title`) once: that is its h1.

pub mod accounts;
pub mod asked;
pub mod attachments;
pub mod chosen;
pub mod documents;
pub mod frame;
pub mod home_page;
pub mod integrations;
pub mod listing;
pub mod offers;
pub mod pricing;
pub mod problems;
pub mod products;
pub mod rma;
pub mod search;
pub mod serials;
pub mod set_up;
pub mod settings;
pub mod standing;
pub mod sync;
pub mod tickets;
pub mod trouble;
pub mod typed_over;
pub mod typing;
pub mod unsaved;
pub mod users;
pub mod word_field;
