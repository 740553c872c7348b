//! What an entry wanted, in a line.

use super::subject;
use crate::state::Device;
use shared::sync::InboxEntry;

pub fn told(device: Device, entry: &InboxEntry) -> String {
    subject::deed(device, &entry.change, &entry.args())
}
