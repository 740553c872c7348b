//! The independent auditor (I6, I20): what the accepted log must have led to, read from the arguments alone. Deliberately simple: a
//! map from a field to its value; it shares no code with the rules.

use crate::book::Violation;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// `kind`, record, and the field: `name`, or `line/<id>/quantity`.
type Place = (&'static str, Uuid, String);

#[derive(Debug, Clone, Default)]
pub struct Truth {
    fields: BTreeMap<Place, Value>,
    status: BTreeMap<Uuid, &'static str>,
}

const ACCOUNT: [&str; 4] = ["name", "city", "note", "phone"];
const PRODUCT: [&str; 2] = ["name", "price"];

impl Truth {
    /// One accepted intention; `Err`: it overwrote what its author had not seen.
    pub fn take(&mut self, name: &str, args: &Value) -> Result<(), Violation> {
        if let Some(event) = name.strip_prefix("offers.") {
            self.moves(id(args, "offer"), event)
                .map_err(|what| Violation {
                    invariant: "I13",
                    what,
                })?;
        }
        self.fields_of(name, args).map_err(|what| Violation {
            invariant: "I6",
            what,
        })
    }

    /// An offer is edited while it is open, and moves only along its states.
    fn moves(&mut self, offer: Uuid, event: &str) -> Result<(), String> {
        let now = self.status.get(&offer).copied().unwrap_or("none");
        let next = match (event, now) {
            ("created", "none") => "draft",
            ("sent", "draft") => "sent",
            ("taken_back", "sent") => "draft",
            ("lost", "draft" | "sent") => "lost",
            ("sent" | "taken_back" | "lost" | "created", _) => {
                return Err(format!("offer {offer} was {now} and is {event}"));
            }
            (_, "draft" | "sent") => now,
            _ => return Err(format!("offer {offer} was {now} and is edited: {event}")),
        };
        self.status.insert(offer, next);
        Ok(())
    }

    fn fields_of(&mut self, name: &str, args: &Value) -> Result<(), String> {
        match name {
            "accounts.created" => {
                self.fill("account", args, &ACCOUNT);
                let place = ("account", id(args, "account"), "place".to_owned());
                self.fields
                    .insert(place, args["draft"]["territory"].clone());
            }
            "accounts.edited" => return self.field("account", args),
            "products.created" => self.fill("product", args, &PRODUCT),
            "products.edited" => return self.field("product", args),
            "accounts.moved" => {
                let place = ("account", id(args, "account"), "place".to_owned());
                return self.edit(place, &args["territory"]);
            }
            "offers.created" => {
                self.fill("offer", args, &["note"]);
                let offer = id(args, "offer");
                for line in args["draft"]["lines"].as_array().into_iter().flatten() {
                    self.line(offer, line);
                }
            }
            "offers.lost" => self.reason(args),
            "offers.header_edited" => return self.field("offer", args),
            "offers.line_added" => self.line(id(args, "offer"), &args["line"]),
            "offers.line_removed" => {
                let line = format!("line/{}/", args["line"].as_str().unwrap_or_default());
                let offer = id(args, "offer");
                self.fields
                    .retain(|(_, record, field), _| *record != offer || !field.starts_with(&line));
            }
            "offers.quantity_set" => return self.part(args, "quantity", &args["quantity"]),
            "offers.price_set" => return self.part(args, "price", &args["price"]),
            "offers.discount_set" => {
                let slot = format!("slot{}", args["slot"]);
                return self.part(args, &slot, &args["value"]);
            }
            _ => {}
        }
        Ok(())
    }

    fn fill(&mut self, kind: &'static str, args: &Value, fields: &[&str]) {
        for field in fields {
            let place = (kind, id(args, kind), (*field).to_owned());
            self.fields.insert(place, args["draft"][*field].clone());
        }
    }

    fn line(&mut self, offer: Uuid, line: &Value) {
        let name = line["id"].as_str().unwrap_or_default();
        for field in ["quantity", "price"] {
            let place = ("offer", offer, format!("line/{name}/{field}"));
            self.fields.insert(place, line[field].clone());
        }
    }

    /// Why an offer was lost stands below its note.
    fn reason(&mut self, args: &Value) {
        let place = ("offer", id(args, "offer"), "note".to_owned());
        let reason = args["reason"].as_str().unwrap_or_default();
        let note = self
            .fields
            .get(&place)
            .and_then(Value::as_str)
            .unwrap_or_default();
        let note = [note, reason].into_iter().filter(|part| !part.is_empty());
        let note: Vec<&str> = note.collect();
        self.fields.insert(place, note.join("\n").into());
    }

    fn field(&mut self, kind: &'static str, args: &Value) -> Result<(), String> {
        let Some((field, edit)) = args["field"]
            .as_object()
            .and_then(|field| field.iter().next())
        else {
            return Ok(());
        };
        self.edit((kind, id(args, kind), field.clone()), &edit["edit"])
    }

    fn part(&mut self, args: &Value, field: &str, edit: &Value) -> Result<(), String> {
        let line = args["line"].as_str().unwrap_or_default();
        self.edit(
            ("offer", id(args, "offer"), format!("line/{line}/{field}")),
            edit,
        )
    }

    fn edit(&mut self, place: Place, edit: &Value) -> Result<(), String> {
        let stands = self.fields.get(&place).cloned().unwrap_or(Value::Null);
        let seen = stands == edit["was"] || stands == edit["now"];
        let said = format!(
            "{place:?} held {stands}, {} was overwritten with {}",
            edit["was"], edit["now"]
        );
        self.fields.insert(place, edit["now"].clone());
        seen.then_some(()).ok_or(said)
    }

    /// What differs between the log's world and a record as the server holds it.
    pub fn differs(&self, kind: &str, record: Uuid, body: &Value) -> Option<String> {
        let known = ["account", "product", "offer"]
            .into_iter()
            .find(|known| *known == kind)?;
        let from = (known, record, String::new());
        let fields = self
            .fields
            .range(from..)
            .take_while(|((kind, id, _), _)| *kind == known && *id == record);
        for ((_, _, field), value) in fields {
            if field.contains("/slot") {
                // what a slot looks like inside is the pricing's business; that nobody's value was lost was checked on the way
                continue;
            }
            let stands = stands(body, field);
            if stands.as_ref() != Some(value) {
                return Some(format!(
                    "{kind} {record} {field}: {stands:?}, by the log {value}"
                ));
            }
        }
        None
    }
}

fn stands(body: &Value, field: &str) -> Option<Value> {
    if field == "place" {
        return Some(body["place"]["territory"].clone());
    }
    let mut parts = field.split('/');
    if parts.next() != Some("line") {
        return Some(body[field].clone());
    }
    let (line, name) = (parts.next()?, parts.next()?);
    let lines = body["lines"].as_array()?;
    let line = lines.iter().find(|other| other["id"] == line)?;
    Some(line[name].clone())
}

fn id(args: &Value, field: &str) -> Uuid {
    args[field]
        .as_str()
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}
