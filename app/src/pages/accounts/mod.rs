//! Pages of accounts: the list with search, one account with its offers, and its form.

pub mod account_page;
pub mod account_picker;
pub mod edit_page;
pub mod fields;
pub mod form;
pub mod list_page;
pub mod tax_number;
