//! Photos and signatures, waiting or fetched, by the hash of what they are.

use super::handle::Handle;
use super::schema::files;
use super::seal::Sealer;
use super::sealed::Shelf;

pub fn files<'a>(handle: &'a Handle, sealer: &'a Sealer) -> Shelf<'a> {
    Shelf {
        handle,
        sealer,
        store: files::FILES,
        area: "file",
    }
}
