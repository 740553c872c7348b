//! What every link to an ERP must do, that no fault ever makes two documents, and that a customer is written to once.

mod company;
mod contract;
mod conversions;
mod demo_company;
mod exactly_once;
mod goods;
mod letters;
mod mailers;
mod mortal;
mod returns;
