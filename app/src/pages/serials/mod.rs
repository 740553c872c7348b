//! Pages of serial numbers: scan or type one, and know at once whose it is and whether it is covered.

pub mod coverage;
pub mod past;
pub mod read_serial;
pub mod scan_button;
pub mod scan_page;
pub mod serial_field;
pub mod unit_card;
pub mod unit_page;
pub mod unknown;
pub mod which_serial;
