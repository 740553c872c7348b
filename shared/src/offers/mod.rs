//! What we propose to a customer: header, lines with ten discount slots, totals, states, conversion to an ERP document.
//!
//! Invariants: a converted offer can be neither edited nor deleted (OFR-03); a price is never changed behind the seller's back
//! (PRC-11); an offer stands where its account stands; numbers are provisional until the server gives the final one.

pub mod change;
pub mod conversion;
pub mod draft;
pub mod editing;
pub mod import;
pub mod line;
pub mod offer;
pub mod shortage;
pub mod status;
pub mod totals;
pub mod transfer;

pub use change::{Change, Refusal};
pub use draft::{Draft, NewLine};
pub use line::Line;
pub use offer::{Conversion, Offer};
pub use status::Status;
pub use totals::{Totals, totals};
