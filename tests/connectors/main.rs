//! What every link to an ERP must do, and that no fault ever makes two documents.

mod contract;
mod goods;
