//! The rules of `shared` on case files that people can read, on random values, and on real files where they are present.

mod calendar;
mod company;
mod exchange;
mod folding;
mod imports;
mod line_amounts;
mod money;
mod order;
mod real_imports;
mod real_tables;
mod rma;
mod serials;
mod tables;
