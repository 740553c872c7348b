//! The key for unsent work in a file: each person their own, on every device the same, and nobody else ever.

use serde_json::{Value, json};
use shared::users::access::CarryKey;
use shared::users::{Change, Role};
use support::people::Person;
use support::world::World;

const PATH: &str = "/api/v1/session/carry-key";

async fn key(person: &Person) -> [u8; 32] {
    let reply = person.post(PATH, &json!({})).await.is(200);
    assert_eq!(reply.headers["cache-control"], "no-store");
    reply.json::<CarryKey>().bits().expect("256 bits")
}

#[tokio::test]
async fn each_person_has_one_key_on_all_devices_and_nobody_elses() {
    let world = World::new().await;
    let tablet = world.seller().await;
    let other = world.technician().await;
    let first = key(&tablet).await;
    assert_ne!(first, [0; 32]);
    assert_eq!(key(&tablet).await, first, "asked again");
    let phone = world.signed_in("ayse").await;
    assert_eq!(key(&phone).await, first, "on another device");
    assert_ne!(key(&other).await, first, "somebody else");
    assert_ne!(key(&world.administrator().await).await, first);
}

#[tokio::test]
async fn two_devices_that_ask_at_once_are_told_the_same() {
    let world = World::new().await;
    let tablet = world.seller().await;
    let phone = world.signed_in("ayse").await;
    let (one, other) = futures::join!(key(&tablet), key(&phone));
    assert_eq!(one, other);
}

#[tokio::test]
async fn a_withdrawn_device_is_told_nothing() {
    let world = World::new().await;
    let tablet = world.seller().await;
    let phone = world.signed_in("ayse").await;
    key(&tablet).await;
    let devices: Vec<Value> = phone.get("/api/v1/devices").await.is(200).json();
    let other = devices.iter().find(|device| device["this"] == false);
    let other = other.and_then(|device| device["device"].as_str());
    let path = format!("/api/v1/devices/{}", other.expect("the tablet"));
    phone.delete(&path).await.is(204);
    let refused = tablet.post(PATH, &json!({})).await;
    refused.is_refused(403, "device_withdrawn");
    key(&phone).await;
}

#[tokio::test]
async fn somebody_who_left_and_a_stranger_are_told_nothing() {
    let world = World::new().await;
    let user = world.add("ayse", Role::Salesperson, &["north"]).await;
    let tablet = world.signed_in("ayse").await;
    key(&tablet).await;
    world.system(Change::Deactivated { user }).await;
    let refused = tablet.post(PATH, &json!({})).await;
    refused.is_refused(403, "user_disabled");
    let refused = world.visitor().post(PATH, &json!({})).await;
    refused.is_refused(401, "not_signed_in");
    world.visitor().get(PATH).await.is(405);
}

#[tokio::test]
async fn a_page_of_another_person_and_another_site_are_told_nothing() {
    let world = World::new().await;
    let seller = world.seller().await;
    for (name, value, status, code) in [
        ("origin", "https://evil.example", 403, "foreign_origin"),
        (
            "x-sahada-user",
            "6b1c3f1e-0000-4000-8000-000000000000",
            401,
            "not_signed_in",
        ),
    ] {
        let mut request = seller.request(axum::http::Method::POST, PATH, "{}".into());
        let value = value.parse().expect("a value");
        request.headers_mut().insert(name, value);
        seller.send(request).await.is_refused(status, code);
    }
}
