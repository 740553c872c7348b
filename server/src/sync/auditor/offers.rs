//! Offers in the auditor's model: which lines there are, what stands in them, and along which states an offer moves.
//!
//! ```text
//!  draft ◄─► sent ──► requested ──► decided (won, or back where it was)
//!     ╲_______│____► lost, expired
//! ```

use super::entry::{Entry, id};
use super::truth::{Broken, Held, Truth};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Each offer's state, and the one before a conversion was requested.
#[derive(Debug, Clone, Default)]
pub struct Moves(BTreeMap<Uuid, (&'static str, &'static str)>);

impl Moves {
    /// `Err`: the offer is not where this could happen.
    fn take(&mut self, offer: Uuid, event: &str) -> Result<(), Broken> {
        let (now, before) = self.0.get(&offer).copied().unwrap_or(("none", "none"));
        // what the ERP's answer made of it is seen by what happens next
        let now = match (event, now) {
            ("slip_received" | "transfer_refused", _) => return Ok(()),
            (_, "decided") => before,
            _ => now,
        };
        let next = match (event, now) {
            ("created" | "revised", "none") => ("draft", "draft"),
            ("sent", "draft") => ("sent", now),
            ("taken_back", "sent") => ("draft", now),
            ("lost", "draft" | "sent") => ("lost", now),
            ("expired", "draft" | "sent") => ("expired", now),
            ("conversion_requested", "draft" | "sent") => ("requested", now),
            ("conversion_decided", "requested") => ("decided", before),
            ("conversion_withdrawn" | "conversion_returned", "requested") => (before, before),
            _ if is_edit(event) && matches!(now, "draft" | "sent") => (now, before),
            _ => return Err(Broken::Moved(format!("offer {offer} was {now}: {event}"))),
        };
        self.0.insert(offer, next);
        Ok(())
    }

    pub fn differs(&self, offer: Uuid, body: &Value) -> Option<String> {
        let (now, before) = self.0.get(&offer)?;
        let stands = body["status"].as_str().unwrap_or_default();
        let fits = match *now {
            "requested" => stands == "conversion_requested",
            "decided" => ["won", "sale_cancelled", before].contains(&stands),
            now => stands == now,
        };
        (!fits).then(|| format!("offer {offer}: it is {stands}; by the log it is {now}"))
    }
}

fn is_edit(event: &str) -> bool {
    let edits = [
        "header_edited",
        "line_added",
        "line_removed",
        "line_moved",
        "quantity_set",
        "price_set",
        "text_set",
        "discount_set",
        "prices_accepted",
        "prices_kept",
        "differences_accepted",
    ];
    edits.contains(&event)
}

pub fn take(truth: &mut Truth, event: &str, entry: &Entry<'_>) -> Result<(), Broken> {
    let offer = entry.id("offer");
    let moved = truth.moves.take(offer, event);
    filled(truth, event, entry, offer).and(moved)
}

fn filled(truth: &mut Truth, event: &str, entry: &Entry<'_>, offer: Uuid) -> Result<(), Broken> {
    let args = entry.args;
    match event {
        "created" => {
            truth.fill("offer", offer, &args["draft"]);
            for new in args["draft"]["lines"].as_array().into_iter().flatten() {
                line(truth, offer, new);
            }
        }
        // what it copies is not modelled
        "revised" => truth.make("offer", offer),
        "header_edited" => {
            let mut fields = args["field"].as_object().into_iter().flatten();
            return fields
                .try_for_each(|(name, edit)| truth.replace("offer", offer, name, &edit["edit"]));
        }
        "lost" => lost(truth, offer, &args["reason"]),
        "line_added" => line(truth, offer, &args["line"]),
        "line_removed" => {
            let gone = place(&args["line"], "");
            truth.hold("offer", offer, gone.trim_end_matches('/'), Held::Gone);
            for field in ["quantity", "price", "text"] {
                truth.hold("offer", offer, &place(&args["line"], field), Held::Gone);
            }
        }
        "quantity_set" => return part(truth, entry, "quantity", "quantity"),
        "price_set" => return part(truth, entry, "price", "price"),
        "text_set" => return part(truth, entry, "text", "text"),
        "discount_set" => {
            let slot = format!("discount{}", args["slot"]);
            return discount(truth, entry, &slot);
        }
        "prices_accepted" => {
            let mut prices = args["prices"].as_array().into_iter().flatten();
            return prices.try_for_each(|taken| {
                truth.replace(
                    "offer",
                    offer,
                    &place(&taken["line"], "price"),
                    &taken["price"],
                )
            });
        }
        "differences_accepted" => differences(truth, offer, &args["differences"]),
        _ => {}
    }
    Ok(())
}

/// What is typed into a line stands there; a product's own name stands where no text was typed.
fn line(truth: &mut Truth, offer: Uuid, new: &Value) {
    for field in ["quantity", "price", "text"] {
        let typed = field != "text"
            || new["text"]
                .as_str()
                .is_some_and(|text| !text.trim().is_empty());
        let held = match typed {
            true => Held::Value(new[field].clone()),
            false => Held::Anything,
        };
        truth.hold("offer", offer, &place(&new["id"], field), held);
    }
    truth.hold(
        "offer",
        offer,
        place(&new["id"], "").trim_end_matches('/'),
        Held::Anything,
    );
}

fn part(truth: &mut Truth, entry: &Entry<'_>, field: &str, argument: &str) -> Result<(), Broken> {
    let place = place(&entry.args["line"], field);
    truth.replace("offer", entry.id("offer"), &place, &entry.args[argument])
}

/// How a slot looks inside is the pricing's business; that nobody's value was lost is checked on the way.
fn discount(truth: &mut Truth, entry: &Entry<'_>, slot: &str) -> Result<(), Broken> {
    let (offer, line) = (entry.id("offer"), id(&entry.args["line"]));
    // a place beside the lines, which no record has
    let place = format!("slots {line} {slot}");
    truth.replace("offer", offer, &place, &entry.args["value"])
}

/// Why an offer was lost stands below its note.
fn lost(truth: &mut Truth, offer: Uuid, reason: &Value) {
    let Held::Value(note) = truth.held("offer", offer, "note") else {
        return;
    };
    let (note, reason) = (note.as_str().unwrap_or_default(), reason.as_str());
    let note = format!("{note}\n{}", reason.unwrap_or_default().trim());
    truth.set("offer", offer, "note", &note.trim().into());
}

/// A price that the ERP named is the line's from now on.
fn differences(truth: &mut Truth, offer: Uuid, accepted: &Value) {
    for difference in accepted.as_array().into_iter().flatten() {
        let price = difference.get("price").unwrap_or(difference);
        if price["line"].is_string() {
            let place = place(&price["line"], "price");
            truth.hold("offer", offer, &place, Held::Anything);
        }
    }
}

fn place(line: &Value, field: &str) -> String {
    format!("lines/{}/{field}", line.as_str().unwrap_or_default())
}
