//! What an entry wanted, in the words of its room: an old value and a new one, or what was filled in. Made from its arguments alone, so that
//! it can be read where the record never came to be. Never a name of ours, and never what a machine would write.

use super::conflict_words::{sort, words};
use super::wanted_fields::{is_around_fields, place};
use crate::messages::{Language, offers, sync, tickets};
use crate::state::{Device, time};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use shared::accounts::Account;
use shared::calendar::Moment;
use shared::desk::Conflict;
use shared::ids::{AccountId, ProductId};
use shared::products::Product;
use shared::quantity::Quantity;
use shared::tickets::Status;
use uuid::Uuid;

/// A larger change is opened on its record.
const ROWS_MAX: usize = 12;
const LINES_MAX: usize = 5;

/// One field in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    pub label: String,
    pub value: String,
    /// There was another value before.
    pub is_edit: bool,
}

impl Wanted {
    pub fn new(label: impl Into<String>, value: String) -> Wanted {
        Wanted {
            label: label.into(),
            value,
            is_edit: false,
        }
    }
}

/// In the order in which people read them; nothing for what says all in its name.
pub fn wanted(device: Device, language: Language, change: &str, args: &Value) -> Vec<Wanted> {
    let room = change.split('.').next().unwrap_or_default();
    let reading = Reading {
        device,
        language,
        room,
        args,
    };
    let mut found = Vec::new();
    reading.gather(args, "", &mut found);
    found.sort_by_key(|(place, _)| *place);
    found.truncate(ROWS_MAX);
    found.into_iter().map(|(_, wanted)| wanted).collect()
}

struct Reading<'a> {
    device: Device,
    language: Language,
    room: &'a str,
    args: &'a Value,
}

type Found = Vec<(usize, Wanted)>;

impl Reading<'_> {
    /// `name` is the field that the value belongs to, as far as it is known.
    fn gather(&self, value: &Value, name: &str, found: &mut Found) {
        let fields = match value {
            Value::Array(items) => {
                let parts = items.iter().filter(|item| item.is_object());
                return parts.for_each(|item| self.gather(item, name, found));
            }
            Value::Object(fields) => fields,
            _ => return,
        };
        if let (Some(was), Some(now)) = (fields.get("was"), fields.get("now")) {
            return self.edited(name, was, now, found);
        }
        for (key, value) in fields {
            self.field(fields, (name, key), value, found);
        }
    }

    /// `name` is the field around it.
    fn field(
        &self,
        of: &Map<String, Value>,
        (name, key): (&str, &str),
        value: &Value,
        found: &mut Found,
    ) {
        if key == "was" && value.is_object() {
            let removed = self.row("line", self.line(value), false);
            return found.push((0, removed));
        }
        if is_around_fields(key, value) {
            let name = if key == "edit" { name } else { key };
            return self.gather(value, name, found);
        }
        let is_itself = key.len() + 1 == self.room.len() && self.room.starts_with(key);
        let is_of_product = key == "text" && of.get("product").is_some_and(Value::is_string);
        let Some(place) = place(key).filter(|_| !is_itself && !is_of_product) else {
            return;
        };
        // a product is called as it was called then, aboard or not
        let called = of.get("text").filter(|_| key == "product");
        let called = called.and_then(|text| self.said("text", text));
        if let Some(value) = called.or_else(|| self.said(key, value)) {
            found.push((place, self.row(key, value, false)));
        }
    }

    /// "2 pcs → 5 pcs".
    fn edited(&self, name: &str, was: &Value, now: &Value, found: &mut Found) {
        let slot = self.args.get("slot").and_then(Value::as_u64);
        let name = match slot {
            Some(slot) if name == "value" => format!("discount{slot}"),
            _ => name.to_owned(),
        };
        let value = format!("{} → {}", self.words(&name, was), self.words(&name, now));
        let place = place(&name).unwrap_or(0);
        found.push((place, self.row(&name, value, true)));
    }

    fn row(&self, name: &str, value: String, is_edit: bool) -> Wanted {
        let label = match name {
            "lines" => sync::products(self.language).to_owned(),
            "typed" => sync::field(self.language, "serials"),
            name => sync::field(self.language, name),
        };
        let row = Wanted::new(label, value);
        Wanted { is_edit, ..row }
    }

    /// `None`: nothing was filled in.
    fn said(&self, name: &str, value: &Value) -> Option<String> {
        let said = match value {
            Value::Null | Value::Bool(false) => return None,
            Value::String(text) if text.trim().is_empty() => return None,
            Value::Array(items) if items.is_empty() => return None,
            Value::Array(items) if ["lines", "items"].contains(&name) => self.lines(items),
            value => self.words(name, value),
        };
        Some(said)
    }

    fn words(&self, name: &str, value: &Value) -> String {
        let own = match name {
            "account" => self.account(value),
            "to" => read::<Status>(value).map(|to| tickets::status(self.language, to).to_owned()),
            "started" | "ended" => read::<Moment>(value)
                .map(|at| offers::day_and_time(self.language, at, time::offset_minutes())),
            _ => None,
        };
        own.unwrap_or_else(|| {
            let field = self.conflict(name, value);
            let sort = sort(self.device, &field);
            words(self.device, self.language, &sort, value)
        })
    }

    fn account(&self, id: &Value) -> Option<String> {
        let account = self.device.get::<Account>(read::<AccountId>(id)?);
        let name = account.map(|account| account.name);
        Some(name.unwrap_or_else(|| sync::not_aboard(self.language).to_owned()))
    }

    /// "2 pcs × Pump, 1 h × Travel, and 3 more".
    fn lines(&self, lines: &[Value]) -> String {
        let first = lines.iter().take(LINES_MAX).map(|line| self.line(line));
        let more = lines.len().saturating_sub(LINES_MAX) as u64;
        let more = (more > 0).then(|| sync::and_more(self.language, more));
        first.chain(more).collect::<Vec<_>>().join(", ")
    }

    fn line(&self, line: &Value) -> String {
        let text = line["text"].as_str().or(line["name"].as_str());
        let text = text.filter(|text| !text.is_empty());
        let product =
            read::<ProductId>(&line["product"]).and_then(|id| self.device.get::<Product>(id));
        let name = match text {
            Some(text) => text.to_owned(),
            None => product.map_or_else(
                || sync::not_aboard(self.language).to_owned(),
                |product| product.name,
            ),
        };
        match read::<Quantity>(&line["quantity"]) {
            Some(_) => format!("{} × {name}", self.words("quantity", &line["quantity"])),
            None => name,
        }
    }

    /// A field of the record that the change is about, worded as one that was changed twice is.
    fn conflict(&self, name: &str, value: &Value) -> Conflict {
        let kind = match self.room {
            "offers" => "offer",
            "products" => "product",
            _ => "",
        };
        let id = self.args.get(kind).and_then(read::<Uuid>);
        Conflict {
            kind: kind.to_owned(),
            id: id.unwrap_or_default(),
            field: name.to_owned(),
            base: Value::Null,
            mine: Value::Null,
            theirs: value.clone(),
            by: None,
            at: None,
        }
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

#[cfg(test)]
mod tests;
