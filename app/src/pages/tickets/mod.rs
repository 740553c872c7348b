//! Pages of tickets: the list, a new one, and one with its machines, words, time and parts.

pub mod checked;
pub mod customer_card;
pub mod history;
pub mod line;
pub mod lines_card;
pub mod list_page;
pub mod new_page;
pub mod notes_card;
pub mod parts_card;
pub mod report_page;
pub mod serial_entry;
pub mod sheet;
pub mod signature_card;
pub mod status;
pub mod ticket_page;
pub mod work_card;
