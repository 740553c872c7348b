//! Which revision wrote each field of a record last: `name`, or `collection/element id/name` one level down.

use serde_json::{Map, Value};

/// `before` is the body that is replaced, with what was known of its fields.
pub fn field_revisions(
    before: Option<(&Value, &Map<String, Value>)>,
    after: &Value,
    revision: u64,
) -> Map<String, Value> {
    let mut known = before.map_or_else(Map::new, |(_, known)| known.clone());
    let none = Map::new();
    let old = before.and_then(|(body, _)| body.as_object());
    let old = old.unwrap_or(&none);
    for (name, now) in after.as_object().unwrap_or(&none) {
        let was = old.get(name);
        if was == Some(now) {
            continue;
        }
        known.insert(name.clone(), revision.into());
        for path in changed_elements(name, was, now) {
            known.insert(path, revision.into());
        }
    }
    known
}

fn changed_elements(name: &str, was: Option<&Value>, now: &Value) -> Vec<String> {
    let mut changed = Vec::new();
    let elements = |value: Option<&Value>| value.and_then(Value::as_array).cloned();
    let old = elements(was).unwrap_or_default();
    for element in now.as_array().into_iter().flatten() {
        let Some(id) = element.get("id").and_then(Value::as_str) else {
            return Vec::new();
        };
        let before = old.iter().find(|old| old.get("id") == element.get("id"));
        for (field, value) in element.as_object().into_iter().flatten() {
            if before.and_then(|before| before.get(field)) != Some(value) {
                changed.push(format!("{name}/{id}/{field}"));
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_changed_fields_get_the_new_revision() {
        let before = json!({ "name": "Pump", "lines": [{ "id": "a", "count": 1, "text": "x" }] });
        let known = field_revisions(None, &before, 3);
        let after = json!({ "name": "Pump", "lines": [{ "id": "a", "count": 2, "text": "x" }] });
        let known = field_revisions(Some((&before, &known)), &after, 7);
        let expected = json!({ "name": 3, "lines": 7, "lines/a/id": 3, "lines/a/count": 7, "lines/a/text": 3 });
        assert_eq!(Value::Object(known), expected);
    }
}
