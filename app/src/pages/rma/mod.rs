//! Pages of warranty returns: the list, a new one, and one with its way, its good, its documents and its next step.

pub mod accessories_page;
pub mod ahead;
pub mod bar;
pub mod by_product;
pub mod by_serial;
pub mod described_card;
pub mod dialogs;
pub mod documents_card;
pub mod good_card;
pub mod known;
pub mod list_page;
pub mod log_card;
pub mod new_page;
pub mod operation_page;
pub mod part_form;
pub mod parts_card;
pub mod sale_field;
pub mod set_up_page;
pub mod settlement;
pub mod sheet;
pub mod state_page;
pub mod status;
pub mod taking_in;
pub mod task_card;
pub mod told_notice;
pub mod way;
