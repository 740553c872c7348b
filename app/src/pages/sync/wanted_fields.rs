//! Which parts of a change people know as fields, and in which order they read them. Whatever else a change carries is for machines.

use serde_json::Value;

const FIELDS: &str = "
    account title name product text serial serials typed quantity price lines items
    fault diagnosis work_done task replacement without_serial to resolution started ended note reason value
    contact phone email address city country territory priority request_kind channel reported promised assignee
    day valid_until currency price_list payment_method
    unit brand category parent vat gross barcodes tracking service warranty logistics_code producer_code attributes cost recorded archived
    language validity default active period firm erp block_unread_checks
    ordinal notify users roles listed prices dates grants ticket";

/// Their fields lie one level deeper.
const AROUND: [&str; 13] = [
    "field",
    "fields",
    "edit",
    "draft",
    "line",
    "confirmation",
    "brought",
    "new",
    "edited",
    "record",
    "rows",
    "category",
    "product",
];

/// In the order of reading; `None` where nobody knows it by that name.
pub fn place(name: &str) -> Option<usize> {
    FIELDS.split_whitespace().position(|field| field == name)
}

/// The value is no field itself, but fields are in it.
pub fn is_around_fields(name: &str, value: &Value) -> bool {
    match value {
        Value::Object(_) => is_edit(value) || AROUND.contains(&name),
        Value::Array(items) if items.iter().any(holds_edits) => true,
        Value::Array(items) => name == "fields" || name == "rows" && items.len() == 1,
        _ => false,
    }
}

pub fn is_edit(value: &Value) -> bool {
    value.get("edit").is_some() || value.get("was").is_some() && value.get("now").is_some()
}

fn holds_edits(value: &Value) -> bool {
    let fields = value.as_object();
    fields.is_some_and(|fields| fields.values().any(is_edit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Language, sync};

    #[test]
    fn every_field_that_is_shown_has_words_of_its_own() {
        let unknown = sync::field(Language::En, "moon");
        let nameless = FIELDS.split_whitespace().filter(|field| {
            let own = ["lines", "typed"].contains(field);
            !own && sync::field(Language::En, field) == unknown
        });
        assert_eq!(nameless.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
