//! Pages of prices: the lists and the days they are valid.

pub mod price_lists_page;
pub mod usual;
