//! Pages of offers: the list, a new one, the editor with its lines and totals, the customer's document, and the way to the ERP.

pub mod beginning;
pub mod check_notices;
pub mod closed_notice;
pub mod edit_page;
pub mod editor;
pub mod letters;
mod line_cells;
pub mod line_editor;
mod line_field;
pub mod lines_card;
pub mod list_page;
pub mod lost_dialog;
pub mod new_page;
pub mod price_reasons;
pub mod print_page;
pub mod repricing_panel;
pub mod sums;
pub mod terms_card;
pub mod transfer_dialog;
