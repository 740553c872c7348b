//! What we sell and service: products, their categories, and how a foreign table becomes both.
//!
//! Invariants: a product's code is unique; a category tree has no circle; archived products stay resolvable in history.

pub mod barcode;
pub mod category;
pub mod change;
pub mod import;
pub mod product;
pub mod tracking;
pub mod warranty;

pub use category::Category;
pub use change::{CategoryField, CategoryRow, Change, Draft, Field, Refusal, Row};
pub use product::{Product, ProductCost};
pub use tracking::{Tracking, TrackingSource};
pub use warranty::{InvalidTerms, WarrantyStart, WarrantyTerms};
