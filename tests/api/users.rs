//! What a user manager does for others in direct requests: passwords.

use serde_json::{Value, json};
use shared::users::Role;
use support::people::Person;
use support::world::{PASSWORD, World};

async fn path(world: &World, login: &str) -> String {
    let person = world.signed_in(login).await;
    let who: Value = person.get("/api/v1/session").await.is(200).json();
    format!(
        "/api/v1/users/{}/password",
        who["user"].as_str().expect("an id")
    )
}

async fn can_sign_in(world: &World, login: &str, password: &str) -> bool {
    let mut visitor: Person = world.visitor();
    visitor.sign_in(login, password).await.status == 200
}

#[tokio::test]
async fn an_administrator_gives_a_new_password() {
    let world = World::new().await;
    world.add("ayse", Role::Salesperson, &["north"]).await;
    let ada = world.administrator().await;
    let path = path(&world, "ayse").await;
    let before: Value = ada.get(&path).await.is(200).json();
    assert!(before["set"].is_string(), "{before}");
    ada.post(&path, &json!({ "new": "a new long password" }))
        .await
        .is(204);
    assert!(!can_sign_in(&world, "ayse", PASSWORD).await);
    assert!(can_sign_in(&world, "ayse", "a new long password").await);
}

#[tokio::test]
async fn a_given_password_ends_that_persons_sessions_and_nobody_elses() {
    let world = World::new().await;
    let ada = world.administrator().await;
    let seller = world.seller().await;
    let path = path(&world, "ayse").await;
    let form = json!({ "new": "a new long password" });
    ada.post(&path, &form).await.is(204);
    seller
        .get("/api/v1/session")
        .await
        .is_refused(401, "not_signed_in");
    ada.get("/api/v1/session").await.is(200);
}

#[tokio::test]
async fn short_passwords_and_strangers_are_refused() {
    let world = World::new().await;
    world.add("ayse", Role::Salesperson, &["north"]).await;
    let ada = world.administrator().await;
    let path = path(&world, "ayse").await;
    let problem = ada
        .post(&path, &json!({ "new": "short" }))
        .await
        .is_refused(422, "invalid_field");
    assert_eq!(problem["field"], "new");
    let nobody = "/api/v1/users/6b1c3f1e-0000-4000-8000-000000000000/password";
    ada.post(nobody, &json!({ "new": PASSWORD }))
        .await
        .is_refused(404, "not_found");
    ada.get(nobody).await.is_refused(404, "not_found");
}

#[tokio::test]
async fn nobody_else_gives_passwords() {
    let world = World::new().await;
    world.administrator().await;
    let seller = world.seller().await;
    let path = path(&world, "ada").await;
    seller.get(&path).await.is_refused(403, "forbidden");
    seller
        .post(&path, &json!({ "new": "my own password" }))
        .await
        .is_refused(403, "forbidden");
    assert!(can_sign_in(&world, "ada", PASSWORD).await);
}

#[tokio::test]
async fn whoever_was_invited_signs_in_after_the_password_was_given() {
    use shared::ids::UserId;
    use shared::users::{Change, User};
    let world = World::new().await;
    let ada = world.administrator().await;
    let user = UserId(uuid::Uuid::new_v4());
    let grants = User {
        login: "Yeni".into(),
        roles: [Role::Technician].into(),
        territories: Default::default(),
        warehouses: Default::default(),
        sets: Default::default(),
        default_set: None,
        language: Default::default(),
        active: true,
    };
    world
        .system(Change::Invited {
            user,
            name: "Yeni Kişi".into(),
            grants,
        })
        .await;
    let path = format!("/api/v1/users/{user}/password");
    let before: Value = ada.get(&path).await.is(200).json();
    assert_eq!(before["set"], Value::Null);
    assert!(!can_sign_in(&world, "yeni", PASSWORD).await);
    ada.post(&path, &json!({ "new": PASSWORD })).await.is(204);
    assert!(can_sign_in(&world, "yeni", PASSWORD).await);
}
