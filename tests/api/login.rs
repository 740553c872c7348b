//! Sign in, wrong password, withdrawn device.

use axum::body::to_bytes;
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};
use shared::users::{Change, Role};
use std::time::Duration;
use support::device::Device;
use support::world::{PASSWORD, World};

/// What has not ended by then never does.
const HANGS: Duration = Duration::from_secs(30);

#[tokio::test]
async fn whoever_signs_in_learns_who_they_are() {
    let world = World::new().await;
    let seller = world.seller().await;
    let me: Value = seller.get("/api/v1/session").await.is(200).json();
    assert_eq!(me["login"], "ayse");
    assert_eq!(me["roles"], json!(["salesperson"]));
    assert_eq!(me["lease_until"], "2026-11-28T09:00:00.000Z");
}

#[tokio::test]
async fn the_token_is_out_of_reach_of_every_script() {
    let world = World::new().await;
    world.add("ayse", Role::Salesperson, &[]).await;
    let reply = world.visitor().sign_in("Ayse ", PASSWORD).await.is(200);
    let cookie = reply.headers["set-cookie"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(
        cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"),
        "{cookie}"
    );
    let value = cookie.split(['=', ';']).nth(1).expect("a value");
    assert_eq!(value.len(), 64, "256 bits");
    assert!(!String::from_utf8_lossy(&reply.body).contains(value));
    assert_eq!(reply.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_name_look_alike() {
    let world = World::new().await;
    world.add("ayse", Role::Salesperson, &[]).await;
    let mut visitor = world.visitor();
    let wrong = visitor.sign_in("ayse", "not the password").await;
    let nobody = visitor.sign_in("nobody", "not the password").await;
    assert_eq!(wrong.body, nobody.body);
    wrong.is_refused(401, "wrong_password");
    nobody.is_refused(401, "wrong_password");
    visitor
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn who_guesses_passwords_has_to_wait() {
    let world = World::new().await;
    world.add("ayse", Role::Salesperson, &[]).await;
    let mut visitor = world.visitor();
    for _ in 0..6 {
        visitor.sign_in("ayse", "a guess").await.is(401);
    }
    let reply = visitor.sign_in("ayse", PASSWORD).await;
    assert_eq!(reply.headers["retry-after"], "2");
    reply.is_refused(429, "too_many_attempts");
    world.forward_seconds(3);
    visitor.sign_in("ayse", PASSWORD).await.is(200);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let world = World::new().await;
    let seller = world.seller().await;
    seller.delete("/api/v1/session").await.is(204);
    seller
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn a_new_password_replaces_the_old_one() {
    let world = World::new().await;
    let seller = world.seller().await;
    let ask = |old: &str, new: &str| json!({ "old": old, "new": new });
    let path = "/api/v1/session/password";
    seller
        .post(path, &ask(PASSWORD, "short"))
        .await
        .is_refused(422, "invalid_field");
    seller
        .post(path, &ask("wrong", "a longer one"))
        .await
        .is_refused(401, "wrong_password");
    seller
        .post(path, &ask(PASSWORD, "a longer one"))
        .await
        .is(204);
    world.visitor().sign_in("ayse", PASSWORD).await.is(401);
    world
        .visitor()
        .sign_in("ayse", "a longer one")
        .await
        .is(200);
}

/// Somebody who is signed in on a phone and a tablet changes the password on the tablet.
#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let world = World::new().await;
    let tablet = world.seller().await;
    let phone = world.signed_in("ayse").await;
    let other = world.technician().await;
    let form = json!({ "old": PASSWORD, "new": "a longer one" });
    tablet.post("/api/v1/session/password", &form).await.is(204);
    phone
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
    tablet.get("/api/v1/session").await.is(200);
    other.get("/api/v1/session").await.is(200);
    // the command for a lost password keeps nobody
    world.add("ayse", Role::Salesperson, &["north"]).await;
    tablet
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn a_session_nobody_uses_ends_after_thirty_days() {
    let world = World::new().await;
    let seller = world.seller().await;
    world.forward_days(30);
    seller.get("/api/v1/session").await.is(200);
    world.forward_days(30);
    seller.get("/api/v1/session").await.is(200);
    world.forward_days(30);
    world.forward_seconds(1);
    seller
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn a_session_ends_after_ninety_days_however_busy() {
    let world = World::new().await;
    let seller = world.seller().await;
    for _ in 0..8 {
        world.forward_days(10);
        seller.get("/api/v1/session").await.is(200);
    }
    world.forward_days(10);
    let me: Value = seller.get("/api/v1/session").await.is(200).json();
    assert_eq!(
        me["lease_until"], "2027-02-19T09:00:00.000Z",
        "no device works longer than its session"
    );
    world.forward_seconds(1);
    for path in ["/api/v1/session", "/api/v1/devices", "/api/v1/sync/poke"] {
        seller.get(path).await.is_refused(401, "not_signed_in");
    }
    let again = world.signed_in("ayse").await;
    let devices: Vec<Value> = again.get("/api/v1/devices").await.is(200).json();
    assert_eq!(devices.len(), 1, "what has ended is no device any more");
}

#[tokio::test]
async fn what_an_ended_session_left_is_handed_in_after_signing_in_again() {
    let world = World::new().await;
    let mut tablet = Device::of(&world, world.administrator().await).await;
    tablet
        .commit(super::story::new_product("Pump"))
        .expect("it applies");
    world.forward_days(31);
    let request = tablet.replica.push_request(256).expect("something waits");
    let refused = tablet.person.post("/api/v1/sync/push", &request).await;
    refused.is_refused(401, "not_signed_in");
    let before = tablet.person.cookie.clone();
    tablet.person.sign_in("ada", PASSWORD).await.is(200);
    assert_ne!(tablet.person.cookie, before, "a token of its own");
    let answer = tablet.push().await.expect("it is still there");
    assert_eq!(super::story::outcomes(&answer), ["applied"]);
}

#[tokio::test]
async fn a_withdrawn_device_hears_it_however_late_it_comes() {
    let world = World::new().await;
    let user = world.add("ayse", Role::Salesperson, &["north"]).await;
    let tablet = world.signed_in("ayse").await;
    world.system(Change::Deactivated { user }).await;
    world.forward_days(200);
    tablet
        .get("/api/v1/session")
        .await
        .is_refused(403, "user_disabled");
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let world = World::new().await;
    let mut seller = world.seller().await;
    let before = seller.clone();
    seller.sign_in("ayse", PASSWORD).await.is(200);
    seller.get("/api/v1/session").await.is(200);
    before
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn another_site_may_not_use_our_cookie() {
    let world = World::new().await;
    let seller = world.seller().await;
    let mut request = seller.request(
        axum::http::Method::DELETE,
        "/api/v1/session",
        axum::body::Body::empty(),
    );
    let evil = "https://evil.example".parse().expect("a value");
    request.headers_mut().insert("origin", evil);
    seller.send(request).await.is_refused(403, "foreign_origin");
    seller.get("/api/v1/session").await.is(200);
}

#[tokio::test]
async fn a_withdrawn_device_reads_nothing_and_hands_in_what_it_has() {
    let world = World::new().await;
    let mut tablet = Device::of(&world, world.seller().await).await;
    let phone = world.signed_in("ayse").await;
    tablet
        .commit(super::story::new_product("Pump"))
        .expect("it applies");
    let devices: Vec<Value> = phone.get("/api/v1/devices").await.is(200).json();
    let other = devices
        .iter()
        .find(|device| device["this"] == false)
        .expect("the tablet");
    let path = format!(
        "/api/v1/devices/{}",
        other["device"].as_str().expect("an id")
    );
    phone.delete(&path).await.is(204);
    phone.delete(&path).await.is_refused(404, "not_found");
    tablet
        .person
        .get("/api/v1/session")
        .await
        .is_refused(403, "device_withdrawn");
    let pull = tablet.replica.pull_request();
    tablet
        .person
        .post("/api/v1/sync/pull", &pull)
        .await
        .is_refused(403, "device_withdrawn");
    let answer = tablet.push().await.expect("it has something left");
    assert_eq!(super::story::outcomes(&answer), ["quarantined"]);
    let nothing = json!({ "client": tablet.replica.client, "intentions": [] });
    let empty = tablet.person.post("/api/v1/sync/push", &nothing).await;
    empty.is_refused(403, "device_withdrawn");
}

#[tokio::test]
async fn a_withdrawn_device_loses_its_stream_of_hints_and_nobody_else_does() {
    let world = World::new().await;
    let tablet = world.seller().await;
    let phone = world.signed_in("ayse").await;
    let (on_tablet, on_phone) = (tablet.listen().await, phone.listen().await);
    let devices: Vec<Value> = phone.get("/api/v1/devices").await.is(200).json();
    let other = devices.iter().find(|device| device["this"] == false);
    let other = other.and_then(|device| device["device"].as_str());
    let path = format!("/api/v1/devices/{}", other.expect("the tablet"));
    phone.delete(&path).await.is(204);
    let ended = tokio::time::timeout(HANGS, to_bytes(on_tablet.into_body(), usize::MAX));
    ended.await.expect("it ends").expect("a body");
    let mut goes_on = on_phone.into_body().into_data_stream();
    let first = goes_on.next().await.expect("it begins").expect("a hint");
    assert!(first.starts_with(b"data:"));
    assert!(goes_on.next().now_or_never().is_none(), "and waits");
}

#[tokio::test]
async fn a_device_is_called_by_letters_that_are_seen() {
    let world = World::new().await;
    let seller = world.seller().await;
    let name = format!("\0 Tab\u{202e}let {}", "x".repeat(200));
    let form = json!({ "login": "ayse", "password": PASSWORD, "device": name });
    let visitor = world.visitor();
    visitor.post("/api/v1/session", &form).await.is(200);
    let devices: Vec<Value> = seller.get("/api/v1/devices").await.is(200).json();
    let cut = format!("Tablet {}", "x".repeat(93));
    assert!(
        devices.iter().any(|device| device["name"] == cut),
        "{devices:?}"
    );
}

#[tokio::test]
async fn only_a_user_manager_sees_the_devices_of_others() {
    let world = World::new().await;
    let seller = world.seller().await;
    let administrator = world.administrator().await;
    let ada: Value = administrator.get("/api/v1/session").await.is(200).json();
    let ayse: Value = seller.get("/api/v1/session").await.is(200).json();
    let of = |who: &Value| {
        format!(
            "/api/v1/devices?user={}",
            who["user"].as_str().expect("an id")
        )
    };
    seller.get(&of(&ada)).await.is_refused(403, "forbidden");
    let devices: Vec<Value> = administrator.get(&of(&ayse)).await.is(200).json();
    assert_eq!(devices.len(), 1);
}

#[tokio::test]
async fn somebody_who_left_cannot_work_on() {
    let world = World::new().await;
    let user = world.add("ayse", Role::Salesperson, &[]).await;
    let seller = world.signed_in("ayse").await;
    world.system(Change::Deactivated { user }).await;
    seller
        .get("/api/v1/session")
        .await
        .is_refused(403, "user_disabled");
    let mut visitor = world.visitor();
    visitor
        .sign_in("ayse", PASSWORD)
        .await
        .is_refused(403, "user_disabled");
}
