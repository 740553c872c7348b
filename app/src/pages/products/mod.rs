//! Pages of products: the list with search and scan, one product, its form, and the import of a table.

pub mod category;
pub mod edit_page;
pub mod facts;
pub mod fields;
pub mod form;
pub mod import_columns;
pub mod import_file;
pub mod import_page;
pub mod import_result;
pub mod import_state;
pub mod list_page;
pub mod prices;
pub mod product_page;
pub mod product_picker;
pub mod stock;
