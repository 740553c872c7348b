//! Pages of documents that are kept here: the list of sales, returns and write-offs, one of them, a new one; and the warehouses that goods
//! come from.

pub mod cancel_dialog;
pub mod document_page;
pub mod line_form;
pub mod lines_card;
pub mod list_page;
pub mod new_line;
pub mod new_page;
pub mod warehouses_page;
