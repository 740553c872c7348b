//! The description of the API, kept by hand beside the routes; a test finds what is missing.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

const DOCUMENT: &str = include_str!("openapi.json");

pub async fn document() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], DOCUMENT).into_response()
}

#[cfg(test)]
mod tests {
    use super::DOCUMENT;
    use crate::router::ROUTES;
    use serde_json::Value;

    #[test]
    fn every_route_is_described_and_nothing_else() {
        let document: Value = serde_json::from_str(DOCUMENT).expect("the document is JSON");
        let paths = document["paths"].as_object().expect("there are paths");
        let mut described: Vec<(&str, Vec<&str>)> = (paths.iter())
            .map(|(path, methods)| {
                let methods = methods.as_object().expect("a path has methods");
                (path.as_str(), methods.keys().map(String::as_str).collect())
            })
            .collect();
        let mut routes: Vec<(&str, Vec<&str>)> = ROUTES
            .iter()
            .map(|(path, methods)| (*path, methods.to_vec()))
            .collect();
        for list in [&mut described, &mut routes] {
            list.iter_mut().for_each(|(_, methods)| methods.sort());
            list.sort();
        }
        assert_eq!(described, routes);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document: Value = serde_json::from_str(DOCUMENT).expect("the document is JSON");
        let mut open = vec![&document];
        while let Some(value) = open.pop() {
            if let Some(target) = value.get("$ref").and_then(Value::as_str) {
                let pointer = target.trim_start_matches('#');
                assert!(
                    document.pointer(pointer).is_some(),
                    "{target} leads nowhere"
                );
            }
            match value {
                Value::Object(fields) => open.extend(fields.values()),
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
    }
}
