//! Is there enough: figures as an ERP told them, with their age; never a promise (PRD-05, STK-07).
//!
//! Invariants: figures are written by the system alone, in bulk, and only where they differ; warehouses are named by hand where no ERP does; the time stands once per run.

pub mod change;
pub mod figures;
pub mod left;
pub mod total;

pub use change::{Change, Refusal};
pub use figures::{StockFigure, StockRun, Warehouse, figure_id};
