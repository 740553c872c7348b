//! Files of a record, wherever the record is shown.

mod files_card;

pub use files_card::{FileRows, FilesCard};
