//! Who may import what: the import table row by row, and the promises about SQL, browser interfaces, network and clock.
//! Where a row is silent the frame of a crate (configuration, errors, clock) may be used.

mod place;
mod table;

use super::paths::{Named, named};
use super::sources::{Source, nothing_found, root, rust_below};
use place::{Place, Target};

#[test]
fn every_import_is_allowed_by_the_table() {
    let sources = ["shared/src", "device/src", "server/src", "app/src"]
        .into_iter()
        .flat_map(rust_below);
    nothing_found(
        sources.flat_map(|source| broken(&source)).collect(),
        "the import table is broken:",
    );
}

#[test]
fn crates_meet_only_through_shared() {
    let allowed = [
        ("shared", &[][..]),
        ("device", &["shared"]),
        ("app", &["shared", "device"]),
        ("server", &["shared"]),
        ("tests", &["shared", "server"]),
    ];
    let mut found = Vec::new();
    for (krate, others) in allowed {
        let manifest = std::fs::read_to_string(root().join(krate).join("Cargo.toml"))
            .expect("every crate has a manifest");
        let ours = ["shared", "device", "server", "app", "tests", "xtask"]
            .into_iter()
            .filter(|other| *other != krate && !others.contains(other));
        let named = ours.filter(|other| {
            manifest.lines().any(|line| {
                line.starts_with(&format!("{other}.workspace"))
                    || line.starts_with(&format!("{other} ="))
            })
        });
        found.extend(named.map(|other| format!("{krate}/Cargo.toml depends on {other}")));
    }
    nothing_found(found, "the crates know each other only as the table says:");
}

/// Promise I20: a second model that called the first one would agree with it whatever it says.
#[test]
fn the_auditor_shares_no_code_with_the_rules() {
    let auditor = rust_below("server/src/sync/auditor");
    assert!(!auditor.is_empty(), "the auditor has moved");
    let ours = |named: &Named| {
        let first = named.segments.first().map(String::as_str);
        let above = named
            .segments
            .starts_with(&["super".into(), "super".into()]);
        matches!(first, Some("shared" | "crate")) || above
    };
    let found = auditor.iter().flat_map(|source| {
        let shared = named(&source.text).into_iter().filter(ours);
        shared.map(|named| {
            format!(
                "{}:{} {}",
                source.path,
                named.line,
                named.segments.join("::")
            )
        })
    });
    nothing_found(found.collect(), "the auditor stands alone:");
}

/// What a source names and must not, each with the row that forbids it.
fn broken(source: &Source) -> Vec<String> {
    let Some(place) = Place::of(&source.path) else {
        return Vec::new();
    };
    let one = |named: Named| {
        let target = Target::of(&place, &named.segments)?;
        let row = table::forbidding(&place, &target)?;
        let path = named.segments.join("::");
        Some(format!(
            "{}:{} names {path}, but {row}",
            source.path, named.line
        ))
    };
    let mut found: Vec<String> = named(&source.text).into_iter().filter_map(one).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, line: &str, allowed: bool) {
        let found = broken(&Source {
            path: path.into(),
            text: line.into(),
        });
        assert_eq!(found.is_empty(), allowed, "{path}: {line}\n{found:?}");
    }

    #[test]
    fn rooms_look_to_their_left_only() {
        check(
            "shared/src/offers/line.rs",
            "use crate::pricing::Price;",
            true,
        );
        check(
            "shared/src/pricing/resolve.rs",
            "use crate::offers::Offer;",
            false,
        );
        check(
            "shared/src/pricing/resolve.rs",
            "use super::super::offers::Offer;",
            false,
        );
        check(
            "shared/src/money/decimal.rs",
            "use crate::users::User;",
            false,
        );
        check(
            "shared/src/sync/decide.rs",
            "use crate::offers::Offer;",
            true,
        );
        check(
            "shared/src/offers/line.rs",
            "fn a() { crate::sync::run() }",
            false,
        );
        check(
            "shared/src/offers/line.rs",
            "use std::time::SystemTime;",
            false,
        );
        check(
            "shared/src/offers/line.rs",
            "use std::{fmt, fs::File};",
            false,
        );
    }

    #[test]
    fn a_device_knows_no_browser() {
        check(
            "device/src/sync/pulling.rs",
            "use crate::store::Fence;",
            true,
        );
        check("device/src/store/rows.rs", "use crate::sync::round;", false);
        check("device/src/sync/pushing.rs", "use web_sys::Window;", false);
        check(
            "device/src/sync/pushing.rs",
            "use std::time::Instant;",
            false,
        );
        check("app/src/state/host.rs", "use device::sync::Host;", true);
        check("app/src/pages/frame.rs", "use device::sync::Host;", false);
    }

    #[test]
    fn the_server_is_layered() {
        check("server/src/db/records.rs", "use crate::http::login;", false);
        check(
            "server/src/sync/accept.rs",
            "use crate::db::Database;",
            true,
        );
        check("server/src/jobs/runner.rs", "use crate::http::sync;", false);
        check("server/src/http/sync.rs", "use sqlx::query;", false);
        check(
            "server/src/connectors/tiger/map.rs",
            "use crate::db::Database;",
            false,
        );
        check("server/src/router.rs", "use crate::http::sync;", true);
    }

    #[test]
    fn the_app_is_layered() {
        check("app/src/kit/button.rs", "use crate::state::replica;", false);
        check(
            "app/src/kit/money_field.rs",
            "use shared::money::Money;",
            true,
        );
        check(
            "app/src/kit/money_field.rs",
            "use shared::offers::Offer;",
            false,
        );
        check(
            "app/src/pages/offers/edit_page.rs",
            "use crate::pages::products::product_picker;",
            true,
        );
        check(
            "app/src/pages/offers/edit_page.rs",
            "use crate::pages::products::product_page;",
            false,
        );
        check(
            "app/src/pages/offers/edit_page.rs",
            "use crate::store::LocalStore;",
            false,
        );
        check("app/src/state/replica.rs", "use crate::kit::Button;", false);
        check(
            "app/src/store/memory.rs",
            "use crate::browser::clock;",
            false,
        );
        check(
            "app/src/store/indexeddb/queue.rs",
            "use web_sys::IdbDatabase;",
            true,
        );
        check(
            "app/src/state/login.rs",
            "use gloo_net::http::Request;",
            false,
        );
        check(
            "app/src/kit/dialog.rs",
            "use web_sys::HtmlDialogElement;",
            true,
        );
        check("app/src/kit/dialog.rs", "use web_sys::Storage;", false);
    }
}
