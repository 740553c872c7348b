//! The line of an offer that was changed twice: which one it is, and what it would cost with each value.

use crate::messages::{Language, pricing, sync};
use crate::state::Device;
use serde_json::Value;
use shared::desk::Conflict;
use shared::ids::OfferId;
use shared::money::Currency;
use shared::offers::{Line, Offer};
use shared::pricing::discounts::{Origin, Slot};
use shared::rate::Percent;

/// The line of an offer that a field belongs to, with its place counted from one.
pub fn line(device: Device, conflict: &Conflict) -> Option<(usize, Line, Currency)> {
    if conflict.kind != "offer" {
        return None;
    }
    let id = conflict.field.strip_prefix("lines/")?.split('/').next()?;
    let offer = device.get::<Offer>(OfferId(conflict.id))?;
    let at = offer
        .lines
        .iter()
        .position(|line| line.id.to_string() == id)?;
    Some((at + 1, offer.lines[at].clone(), offer.currency))
}

/// What the line would cost with this value, which is one of its fields or all of it.
pub fn line_total(
    device: Device,
    language: Language,
    conflict: &Conflict,
    value: &Value,
) -> Option<String> {
    let (_, mut line, currency) = line(device, conflict)?;
    match conflict.field.split('/').nth(2) {
        None => line = serde_json::from_value(value.clone()).ok()?,
        Some(field) => set(&mut line, field, value)?,
    }
    let total = line.amount(currency).ok()?;
    Some(sync::line_total(
        language,
        &pricing::amount(language, total, currency),
    ))
}

/// One field of the line with this value; `None`: it costs the same.
fn set(line: &mut Line, field: &str, value: &Value) -> Option<()> {
    match field {
        "price" => line.price = serde_json::from_value(value.clone()).ok()?,
        "quantity" => line.quantity = serde_json::from_value(value.clone()).ok()?,
        slot => {
            let slot = slot.strip_prefix("discount")?.parse().ok()?;
            let percent: Option<Percent> = serde_json::from_value(value.clone()).ok()?;
            let filled = percent.map(|value| Slot {
                value,
                origin: Origin::Manual,
            });
            line.slots.set(slot, filled).ok()?;
        }
    }
    Some(())
}
