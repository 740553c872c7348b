//! A customer asks, somebody answers: what is wrong with which machine, what was done, and how it ended.
//!
//! | Term | File |
//! |---|---|
//! | the ticket | [`ticket`] |
//! | what kind of work is asked for, and how the wish came in | [`request`] |
//! | where it stands, and which moves are legal | [`status`] |
//! | who has it once the work begins | [`taking`] |
//! | what the company calls the states | [`naming`] |
//! | a product it is about, with its serial and warranty as recorded | [`related_product`] |
//! | what the records say of such a line | [`checking`] |
//! | whether an ERP knows the product of one | [`linked`] |
//! | words about it, for the customer or among ourselves | [`note`] |
//! | time and parts | [`work_log`] |
//! | what a clock says of it, and how much of that is believed | [`believed`] |
//! | what is gone through, item by item | [`checklist`] |
//! | what an offer for the repair begins with | [`offering`] |
//! | the customer's signature | [`signature`] |
//!
//! Invariants: a ticket stands where its account stands, and on the shelf of whoever it is assigned to; what was typed as a serial is
//! never cleared by a check; a line keeps the verdict and the warranty it was recorded with until somebody asks for new ones; notes,
//! time, parts and items of a checklist are only ever added, ticked or taken back by name, so two people who work on one ticket never
//! meet in them.

pub mod believed;
pub mod change;
pub mod checking;
pub mod checklist;
pub mod draft;
pub mod linked;
pub mod naming;
pub mod note;
pub mod offering;
pub mod related_product;
pub mod request;
pub mod signature;
pub mod status;
pub mod taking;
pub mod ticket;
pub mod work_log;
pub mod write_off;

pub use change::{Change, Field, Refusal};
pub use checklist::{Checklist, Item, NewItem};
pub use draft::{Draft, NewLine};
pub use linked::ActiveSets;
pub use note::Note;
pub use offering::{Offered, Wanted};
pub use related_product::{Checked, NamedProduct, RelatedProduct, Sale, Verdict};
pub use request::{Channel, Kind};
pub use signature::Signature;
pub use status::{Meaning, Status};
pub use ticket::{Priority, Ticket};
pub use work_log::{Part, Work, WorkKind};
