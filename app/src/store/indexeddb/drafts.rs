//! Forms half filled in: beside the queue, because a person typed them, and never sent.

use super::handle::Handle;
use super::schema::queue;
use super::seal::Sealer;
use super::sealed::Shelf;

pub fn drafts<'a>(handle: &'a Handle, sealer: &'a Sealer) -> Shelf<'a> {
    Shelf {
        handle,
        sealer,
        store: queue::DRAFTS,
        area: "draft",
    }
}
