//! One accepted entry of the log, and which of its arguments stand at which places.

use super::truth::{Broken, Held, Truth};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Arguments as they came; rows that were left out are no part of what was accepted.
pub struct Entry<'a> {
    pub name: &'a str,
    pub args: &'a Value,
    left_out: BTreeSet<u64>,
}

impl<'a> Entry<'a> {
    /// `reason` is what the log keeps beside the outcome, if anything.
    pub fn new(name: &'a str, args: &'a Value, reason: Option<&Value>) -> Self {
        let rows = reason.map_or(&Value::Null, |reason| &reason["rows"]);
        let rows = rows.as_array().into_iter().flatten();
        Self {
            name,
            args,
            left_out: rows.filter_map(|row| row["row"].as_u64()).collect(),
        }
    }

    pub fn id(&self, argument: &str) -> Uuid {
        id(&self.args[argument])
    }

    fn rows(&self) -> impl Iterator<Item = &'a Value> {
        let rows = (0..).zip(self.args["rows"].as_array().into_iter().flatten());
        rows.filter(|(at, _)| !self.left_out.contains(at))
            .map(|(_, row)| row)
    }
}

pub fn id(value: &Value) -> Uuid {
    let text = value.as_str().and_then(|text| text.parse().ok());
    text.unwrap_or_default()
}

/// Everything but offers: mostly records that are filled and fields that are replaced.
pub fn take(truth: &mut Truth, entry: &Entry<'_>) -> Result<(), Broken> {
    let args = entry.args;
    match entry.name {
        "accounts.created" => {
            created(truth, "account", entry);
            let place = place(&args["draft"]["territory"]);
            truth.set("account", entry.id("account"), "place", &place);
        }
        "accounts.moved" => return moved(truth, entry),
        "accounts.edited" => return field(truth, "account", entry.id("account"), &args["field"]),
        "accounts.tax_number_entered" => return tax_number(truth, entry),
        "accounts.imported" => pairs(truth, "account", entry),
        "products.created" => created(truth, "product", entry),
        "products.edited" => return field(truth, "product", entry.id("product"), &args["field"]),
        "products.categories_imported" => {
            return each(entry, |row| {
                brought(truth, "category", id(&row["id"]), &row["category"])
            });
        }
        "products.imported" => return each(entry, |row| product_row(truth, row)),
        "pricing.list_defined" => {
            return brought(truth, "price_list", entry.id("list"), &args["brought"]);
        }
        "pricing.list_renamed" => {
            return truth.replace("price_list", entry.id("list"), "name", &args["name"]);
        }
        "pricing.prices_set" => return prices(truth, args),
        "pricing.prices_imported" => return each(entry, |row| prices(truth, row)),
        "integrations.defined" => {
            return brought(truth, "integration_set", entry.id("set"), &args["brought"]);
        }
        "integrations.switched" => return set(truth, entry, "active"),
        "integrations.period_set" => return set(truth, entry, "period"),
        "integrations.renamed" => return set(truth, entry, "name"),
        "stock.warehouse_named" => truth.fill("warehouse", entry.id("warehouse"), &args["record"]),
        "stock.renamed" if args["name"]["was"] == "" => {
            truth.make("warehouse", entry.id("warehouse"));
            truth.set(
                "warehouse",
                entry.id("warehouse"),
                "name",
                &args["name"]["now"],
            );
        }
        "stock.renamed" => {
            return truth.replace("warehouse", entry.id("warehouse"), "name", &args["name"]);
        }
        "documents.recorded" => recorded(truth, entry),
        "documents.entered" => {
            let mut draft = args["draft"].clone();
            draft["note"] = args["draft"]["note"]
                .as_str()
                .unwrap_or_default()
                .trim()
                .into();
            truth.fill("document", entry.id("document"), &draft);
        }
        "documents.cancelled" => {
            let document = entry.id("document");
            truth.hold("document", document, "cancelled", Held::Anything);
        }
        "documents.answered" => {
            // what was refused may be asked for again by whatever changes it
            let document = entry.id("document");
            match args["booked"].get("refused").is_some() {
                true => truth.hold("document", document, "booked", Held::Anything),
                false => truth.set("document", document, "booked", &args["booked"]),
            }
        }
        "rma.taken_in" => {
            let operation = entry.id("operation");
            truth.make("rma_operation", operation);
            truth.set("rma_operation", operation, "task", &args["draft"]["task"]);
        }
        "rma.edited" => {
            return field(
                truth,
                "rma_operation",
                entry.id("operation"),
                &args["field"],
            );
        }
        "rma.task_chosen" => {
            return truth.replace(
                "rma_operation",
                entry.id("operation"),
                "task",
                &args["task"],
            );
        }
        "rma.confirmed" if args["confirmation"]["cancels"] == true => {
            let cancel = Value::from("cancel");
            truth.set("rma_operation", entry.id("operation"), "task", &cancel);
        }
        "rma.dropped" => {
            let cancelled = Value::from("cancelled");
            truth.set("rma_operation", entry.id("operation"), "state", &cancelled);
        }
        "rma.undone" => {
            // one step back, wherever that is
            let operation = entry.id("operation");
            truth.hold("rma_operation", operation, "state", Held::Anything);
        }
        "users.invited" => invited(truth, entry),
        "users.granted" => return granted(truth, entry),
        "users.deactivated" => active(truth, entry.id("user"), &Value::Bool(false)),
        "users.language_chosen" => {
            // of low value: the last one counts
            truth.set(
                "user",
                entry.id("user"),
                "language",
                &args["language"]["now"],
            );
        }
        _ => {}
    }
    Ok(())
}

/// Everything typed into the form; a name without blanks around it.
fn created(truth: &mut Truth, kind: &'static str, entry: &Entry<'_>) {
    let (record, mut draft) = (entry.id(kind), entry.args["draft"].clone());
    let name = draft["name"].as_str().unwrap_or_default().trim().to_owned();
    draft["name"] = name.into();
    truth.fill(kind, record, &draft);
}

fn place(territory: &Value) -> Value {
    serde_json::json!({ "territory": territory })
}

fn moved(truth: &mut Truth, entry: &Entry<'_>) -> Result<(), Broken> {
    let edit = &entry.args["territory"];
    let edit = serde_json::json!({ "was": place(&edit["was"]), "now": place(&edit["now"]) });
    truth.replace("account", entry.id("account"), "place", &edit)
}

/// A field in the form `{ name: { edit } }`.
fn field(truth: &mut Truth, kind: &'static str, record: Uuid, field: &Value) -> Result<(), Broken> {
    let mut fields = field.as_object().into_iter().flatten();
    fields.try_for_each(|(name, edit)| truth.replace(kind, record, name, &edit["edit"]))
}

/// A record that is new, or fields of a known one.
pub fn brought(
    truth: &mut Truth,
    kind: &'static str,
    record: Uuid,
    brought: &Value,
) -> Result<(), Broken> {
    if brought["new"].is_object() {
        truth.fill(kind, record, &brought["new"]["record"]);
    }
    let mut fields = brought["edited"]["fields"].as_array().into_iter().flatten();
    fields.try_for_each(|edited| field(truth, kind, record, edited))
}

/// Rows of id and record.
fn pairs(truth: &mut Truth, kind: &'static str, entry: &Entry<'_>) {
    for row in entry.rows() {
        truth.fill(kind, id(&row[0]), &row[1]);
    }
}

/// Where it stands follows its account, and what became of it follows other entries.
fn recorded(truth: &mut Truth, entry: &Entry<'_>) {
    pairs(truth, "document", entry);
    for row in entry.rows() {
        for field in ["place", "cancelled", "booked", "asked_of"] {
            truth.hold("document", id(&row[0]), field, Held::Anything);
        }
    }
}

fn each(entry: &Entry<'_>, row: impl FnMut(&Value) -> Result<(), Broken>) -> Result<(), Broken> {
    entry.rows().try_for_each(row)
}

fn product_row(truth: &mut Truth, row: &Value) -> Result<(), Broken> {
    let product = id(&row["id"]);
    brought(truth, "product", product, &row["product"])?;
    if row["cost"]["now"].is_null() {
        return Ok(());
    }
    truth.fill("product_cost", product, &row["cost"]["now"]);
    Ok(())
}

fn prices(truth: &mut Truth, row: &Value) -> Result<(), Broken> {
    truth.make("product_prices", id(&row["product"]));
    truth.replace(
        "product_prices",
        id(&row["product"]),
        "prices",
        &row["prices"],
    )
}

fn set(truth: &mut Truth, entry: &Entry<'_>, field: &'static str) -> Result<(), Broken> {
    truth.replace(
        "integration_set",
        entry.id("set"),
        field,
        &entry.args[field],
    )
}

/// As people write it, with blanks, dots and dashes, it is the same number.
fn tax_number(truth: &mut Truth, entry: &Entry<'_>) -> Result<(), Broken> {
    let bare = |value: &Value| {
        let text = value.as_str().unwrap_or_default().chars();
        let kept = text.filter(|letter| !letter.is_whitespace() && !matches!(letter, '.' | '-'));
        Value::from(kept.collect::<String>().to_ascii_uppercase())
    };
    let edit = &entry.args["number"];
    let edit = serde_json::json!({ "was": bare(&edit["was"]), "now": bare(&edit["now"]) });
    truth.make("account_tax_key", entry.id("account"));
    truth.replace("account_tax_key", entry.id("account"), "number", &edit)
}

fn invited(truth: &mut Truth, entry: &Entry<'_>) {
    let name = entry.args["name"].as_str().unwrap_or_default().trim();
    let person = serde_json::json!({ "name": name, "active": true });
    truth.fill("person", entry.id("user"), &person);
    truth.fill("user", entry.id("user"), &entry.args["grants"]);
}

/// Whoever is granted something anew works here again.
fn granted(truth: &mut Truth, entry: &Entry<'_>) -> Result<(), Broken> {
    let (user, grants) = (entry.id("user"), &entry.args["grants"]);
    for (field, now) in grants["now"].as_object().into_iter().flatten() {
        let edit = serde_json::json!({ "was": grants["was"][field], "now": now });
        truth.replace("user", user, field, &edit)?;
    }
    active(truth, user, &grants["now"]["active"]);
    Ok(())
}

fn active(truth: &mut Truth, user: Uuid, active: &Value) {
    truth.set("person", user, "active", active);
    truth.set("user", user, "active", active);
}
