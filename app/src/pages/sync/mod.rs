//! Where the work of this device stands: what waits, what was not accepted and why, what is aboard.

pub mod aboard;
pub mod belongs;
pub mod conflict;
pub mod conflict_line;
pub mod conflict_parts;
pub mod conflict_words;
pub mod copies;
pub mod entries;
pub mod entry_list;
pub mod fate;
pub mod inbox_page;
pub mod others;
pub mod pieces;
pub mod prepare_page;
pub mod record_of;
pub mod shipped_line;
pub mod status_age;
pub mod status_page;
pub mod subject;
pub mod third_value;
pub mod told;
pub mod unsent;
pub mod waiting_list;
pub mod wanted;
pub mod wanted_fields;
pub mod ways;
