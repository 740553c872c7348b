//! Pages of tickets: the list, a new one, one with its machines, words, time and parts; and the company's set-up of
//! states and checklists.

pub mod checked;
pub mod checklist_card;
pub mod checklist_page;
pub mod checklists_page;
pub mod clocks;
pub mod customer_card;
pub mod due;
pub mod history;
pub mod line;
pub mod lines_card;
pub mod list_page;
pub mod new_page;
pub mod notes_card;
pub mod offer_card;
pub mod others;
pub mod outcome_card;
pub mod part_form;
pub mod parts_card;
mod quantity_entry;
pub mod report_page;
pub mod request_fields;
pub mod resolving;
pub mod returns_card;
pub mod serial_entry;
pub mod sheet;
pub mod signature_card;
pub mod signature_pad;
pub mod start_entry;
pub mod states_page;
pub mod status;
pub mod ticket_page;
pub mod typed;
mod van;
mod waits;
pub mod work_card;
pub mod work_form;
