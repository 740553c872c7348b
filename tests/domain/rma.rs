//! Warranty returns: the table of confirmations cell by cell, stories told step by step, what a device may say alone, and chance.

mod confirm;
mod covered;
mod earlier;
mod offline;
mod random;
mod sales;
mod serials;
mod setting_up;
mod shop;
mod stories;
