//! What every link to an ERP must do, and that no fault ever makes two documents.

mod company;
mod contract;
mod conversions;
mod demo_company;
mod exactly_once;
mod goods;
mod mortal;
