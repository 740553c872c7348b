//! Why something was not applied, with the names that the company gave its states.

use shared::sync::any_change::Refusal;
use shared::sync::outcome::Reason;

use crate::messages::{language, sync};
use crate::pages::rma::status::refusal;
use crate::state::Device;

pub fn reason(device: Device, reason: &Reason) -> String {
    match reason {
        Reason::Refused {
            refusal: Refusal::Rma(why),
        } => refusal(device, why),
        reason => sync::reason(language(), reason),
    }
}
