//! The import table as data, in the order in which the architecture prints it, and the question whether a row forbids a path.

use super::place::{Place, Target, first};

/// Left to right: a room may use those before it.
const ROOMS: [&str; 18] = [
    "users",
    "integrations",
    "accounts",
    "products",
    "serials",
    "warranty",
    "pricing",
    "stock",
    "risk",
    "documents",
    "offers",
    "tickets",
    "rma",
    "attachments",
    "einvoices",
    "notifications",
    "settings",
    "sync",
];

struct Row {
    code: &'static str,
    /// Modules of the same crate, beside its own.
    may: &'static [&'static str],
    rule: &'static str,
}

const SERVER: [Row; 9] = [
    Row {
        code: "db",
        may: &["clock", "config"],
        rule: "server/db may use sqlx and shared; never http, jobs, connectors",
    },
    Row {
        code: "sync",
        may: &["db", "clock", "config", "error"],
        rule: "server/sync may use db and shared; never http, connectors",
    },
    Row {
        code: "files",
        may: &["db", "sync", "clock", "config", "error"],
        rule: "server/files may use db, sync and shared; never http, jobs, connectors",
    },
    Row {
        code: "auth",
        may: &["db", "clock", "config", "error", "state"],
        rule: "server/auth may use db and shared; never sync, jobs, connectors",
    },
    Row {
        code: "http",
        may: &[
            "auth",
            "sync",
            "files",
            "db",
            "jobs",
            "connectors",
            "mail",
            "clock",
            "config",
            "error",
            "state",
        ],
        rule: "server/http may use auth, sync, files, db, jobs, connectors (live figures), mail (words for customers) and shared",
    },
    Row {
        code: "connectors",
        may: &["clock", "config"],
        rule: "server/connectors may use a client library and shared; never db, http, jobs",
    },
    Row {
        code: "mail",
        may: &["clock", "config"],
        rule: "server/mail may use a client library and shared; never db, http, jobs",
    },
    Row {
        code: "einvoice_sources",
        may: &["clock", "config"],
        rule: "server/einvoice_sources may use a client library and shared; never db, http, jobs",
    },
    Row {
        code: "jobs",
        may: &[
            "db",
            "sync",
            "connectors",
            "einvoice_sources",
            "mail",
            "clock",
            "config",
            "error",
            "state",
        ],
        rule: "server/jobs may use db, sync, connectors, sources, mail and shared; never http",
    },
];

const DEVICE: [Row; 2] = [
    Row {
        code: "store",
        may: &[],
        rule: "device/store may use shared; never anything else of ours",
    },
    Row {
        code: "sync",
        may: &["store"],
        rule: "device/sync may use device/store and shared",
    },
];

const APP: [Row; 7] = [
    Row {
        code: "kit",
        may: &["messages", "browser"],
        rule: "app/kit may use leptos, element events, messages, shared leaves and app/browser; never rooms, state, store",
    },
    Row {
        code: "messages",
        may: &[],
        rule: "app/messages may use shared; never anything else of ours",
    },
    Row {
        code: "pages",
        may: &["kit", "state", "messages", "routes"],
        rule: "app/pages may use kit, state, messages, routes and shared; never store, sync, browser",
    },
    Row {
        code: "state",
        may: &["store", "sync", "browser", "messages"],
        rule: "app/state may use store, sync, browser and shared; never kit, pages",
    },
    Row {
        code: "sync",
        may: &["store", "browser"],
        rule: "app/sync may use store, browser, an HTTP client and shared; never state, pages, kit",
    },
    Row {
        code: "store",
        may: &[],
        rule: "app/store may use shared, indexeddb also the browser binding; never anything else of ours",
    },
    Row {
        code: "browser",
        may: &[],
        rule: "app/browser may use web-sys, js-sys, gloo; never anything else of ours",
    },
];

/// The rule that forbids it, if one does.
pub fn forbidding(place: &Place, target: &Target) -> Option<String> {
    match target {
        Target::Foreign(path) => foreign(place, path).map(String::from),
        Target::Ours { krate, modules } if *krate != place.krate => {
            across(place, krate, first(modules)).map(String::from)
        }
        Target::Ours { modules, .. } => inside(place, modules),
    }
}

fn inside(place: &Place, target: &[String]) -> Option<String> {
    let (from, to) = (place.room(), first(target));
    match place.krate.as_str() {
        "shared" => between_rooms(from, to),
        "app" if from == "pages" && to == "pages" => {
            between_pages(&place.modules, target).map(String::from)
        }
        "app" => by_row(&APP, from, to),
        "device" => by_row(&DEVICE, from, to),
        _ => by_row(&SERVER, from, to),
    }
}

fn between_rooms(from: &str, to: &str) -> Option<String> {
    let position = |room: &str| ROOMS.iter().position(|known| *known == room);
    match (position(from), position(to)) {
        (_, None) => None,
        // the top of the crate lists its rooms and rules nothing
        (None, Some(_)) if from.is_empty() => None,
        (None, Some(_)) => {
            Some("shared leaves may use std, serde, decimals, calendar; never any room".into())
        }
        (Some(here), Some(there)) if there <= here => None,
        (Some(_), Some(_)) => Some(format!(
            "shared/{from} may use leaves and rooms to its left; {to} is to its right"
        )),
    }
}

fn between_pages(from: &[String], to: &[String]) -> Option<&'static str> {
    let same_room = from.get(1).is_none() || to.get(1) == from.get(1);
    let page = to.iter().any(|module| module.ends_with("_page"));
    (page && !same_room).then_some(
        "app/pages/<room> may use pickers and badges of other rooms; never their `_page` files",
    )
}

fn by_row(rows: &[Row], from: &str, to: &str) -> Option<String> {
    let row = rows.iter().find(|row| row.code == from)?;
    let own_item = to.chars().next().is_none_or(char::is_uppercase);
    let allowed = to == from || own_item || row.may.contains(&to);
    (!allowed).then(|| row.rule.to_string())
}

fn across(place: &Place, krate: &str, room: &str) -> Option<&'static str> {
    match (place.krate.as_str(), place.room(), krate) {
        ("app", "kit", "shared") if ROOMS.contains(&room) => Some(APP[0].rule),
        ("app", "browser", _) => Some(APP[6].rule),
        _ => None,
    }
}

fn foreign(place: &Place, path: &[String]) -> Option<&'static str> {
    let krate = first(path);
    let item = path.get(1).map_or("", String::as_str);
    let browser =
        ["web_sys", "js_sys", "indexed_db_futures"].contains(&krate) || krate.starts_with("gloo_");
    match (place.krate.as_str(), place.room()) {
        ("shared", _) => outside_world(krate, item).then_some("shared never performs I/O, never waits, never reads a clock or a random source"),
        ("device", _) if browser || krate != "futures" && outside_world(krate, item) && item != "future" => {
            Some("device performs no I/O of its own, never reads a clock or a random source")
        }
        ("app", room) if krate == "device" => (!["store", "sync", "state"].contains(&room))
            .then_some("the loop and the store are seen through app/state, app/sync and app/store"),
        ("server", room) if krate == "sqlx" && room != "db" => Some("SQL on our own tables appears only in server/src/db"),
        ("app", _) if krate == "gloo_net" || item == "EventSource" => {
            (place.modules != ["sync", "client"]).then_some("network calls appear only in app/src/sync/client.rs")
        }
        ("app", room) if browser => (!may_touch_browser(place, room, item)).then_some(
            "browser interfaces, element events aside, appear only in app/src/browser and app/src/store/indexeddb",
        ),
        _ => None,
    }
}

fn outside_world(krate: &str, item: &str) -> bool {
    let crates = [
        "sqlx",
        "web_sys",
        "js_sys",
        "tokio",
        "rand",
        "reqwest",
        "gloo_net",
        "gloo_timers",
        "axum",
        "leptos",
        "futures",
        "tracing",
    ];
    let std = [
        "fs", "net", "thread", "env", "process", "time", "io", "future",
    ];
    crates.contains(&krate) || krate == "std" && std.contains(&item)
}

fn may_touch_browser(place: &Place, room: &str, item: &str) -> bool {
    let element = [
        "Element",
        "Event",
        "Node",
        "DomRect",
        "ScrollIntoViewOptions",
        "ScrollLogicalPosition",
        "ResizeObserver",
    ];
    match room {
        "browser" | "check" => true,
        "sync" => place.modules == ["sync", "client"],
        "store" => place
            .modules
            .get(1)
            .is_some_and(|module| module == "indexeddb"),
        "kit" | "shell" | "pages" => element.iter().any(|part| item.contains(part)),
        _ => false,
    }
}
