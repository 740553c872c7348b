//! Every refusal has the documented shape, and every answer the headers that protect a browser.

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use server::router::ROUTES;
use support::world::World;

#[tokio::test]
async fn unknown_addresses_and_methods_are_refused_in_the_same_shape() {
    let world = World::new().await;
    let visitor = world.visitor();
    visitor
        .get("/api/v1/nothing")
        .await
        .is_refused(404, "not_found");
    visitor
        .get("/missing-0123456789abcdef.js")
        .await
        .is_refused(404, "not_found");
    visitor
        .delete("/api/v1/sync/push")
        .await
        .is_refused(405, "method_not_allowed");
}

#[tokio::test]
async fn an_id_that_is_none_leads_nowhere() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let with_ids = |(path, _): &&(&str, _)| path.starts_with("/api/") && path.contains('{');
    for (path, methods) in ROUTES.iter().filter(with_ids) {
        for method in *methods {
            let method: Method = method.to_uppercase().parse().expect("a method");
            for id in ["xyz", "%ff"] {
                let path = ["{device}", "{user}", "{set}", "{transfer}", "{hash}"]
                    .iter()
                    .fold((*path).to_owned(), |path, name| path.replace(name, id));
                let request =
                    administrator.request(method.clone(), &path, Body::from("{\"new\":\"\"}"));
                let reply = administrator.send(request).await;
                assert_eq!(reply.headers["content-type"], "application/problem+json");
                reply.is_refused(404, "not_found");
            }
        }
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_read_say_so() {
    let world = World::new().await;
    let visitor = world.visitor();
    let post =
        |body: &'static str| visitor.request(Method::POST, "/api/v1/session", Body::from(body));
    visitor
        .send(post("{"))
        .await
        .is_refused(400, "unreadable_body");
    visitor
        .send(post("{\"login\":7}"))
        .await
        .is_refused(400, "unreadable_body");
    let mut plain = post("login=ayse");
    plain
        .headers_mut()
        .insert("content-type", "text/plain".parse().expect("a value"));
    visitor
        .send(plain)
        .await
        .is_refused(415, "wrong_media_type");
    let huge = format!("{{\"login\":\"{}\"}}", "a".repeat(2 * 1024 * 1024));
    let huge = visitor.request(Method::POST, "/api/v1/session", Body::from(huge));
    visitor.send(huge).await.is_refused(413, "too_large");
}

#[tokio::test]
async fn without_a_sign_in_no_data_address_answers() {
    let world = World::new().await;
    let visitor = world.visitor();
    let open = [
        "/api/v1/openapi.json",
        "/healthz",
        "/readyz",
        "/version",
        "/service_worker_off",
        "/track/{operation}/{seal}",
        "/track.css",
    ];
    for (path, methods) in ROUTES.iter().filter(|(path, _)| !open.contains(path)) {
        for method in methods
            .iter()
            .filter(|method| (*path, **method) != ("/api/v1/session", "post"))
        {
            let method: Method = method.to_uppercase().parse().expect("a method");
            let some = "6b1c3f1e-0000-4000-8000-000000000000";
            let path = ["{device}", "{user}", "{set}", "{transfer}", "{hash}"]
                .iter()
                .fold((*path).to_owned(), |path, name| path.replace(name, some));
            let reply = visitor
                .send(visitor.request(method, &path, Body::from("{}")))
                .await;
            reply.is_refused(401, "not_signed_in");
        }
    }
}

#[tokio::test]
async fn every_answer_carries_the_protecting_headers() {
    let world = World::new().await;
    let seller = world.seller().await;
    let too_many = json!({ "client": uuid::Uuid::nil(), "intentions": [], "holes": vec![json!({ "seq": 1, "detail": "" }); 300] });
    let replies = [
        seller.get("/").await,
        seller.get("/api/v1/session").await,
        seller.get("/api/v1/nothing").await,
        seller.get("/healthz").await,
        seller.post("/api/v1/sync/push", &too_many).await,
    ];
    for reply in replies {
        let policy = reply.headers["content-security-policy"]
            .to_str()
            .expect("text");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(reply.headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(
            reply.headers["cross-origin-embedder-policy"],
            "require-corp"
        );
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn the_description_is_served() {
    let world = World::new().await;
    let document: Value = world
        .visitor()
        .get("/api/v1/openapi.json")
        .await
        .is(200)
        .json();
    assert_eq!(document["openapi"], "3.1.0");
    world.visitor().get("/readyz").await.is(200);
}
