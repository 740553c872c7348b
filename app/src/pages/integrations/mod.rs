//! The link to an ERP: the sets, how each is doing, and what went to it.

pub mod health_card;
pub mod list_page;
pub mod new_page;
pub mod set_page;
pub mod transfer_row;
pub mod transfers_page;
