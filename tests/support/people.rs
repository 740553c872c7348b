//! People who make requests: a visitor without a cookie, or somebody who signed in.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower::ServiceExt;

#[derive(Clone)]
pub struct Person {
    pub router: Router,
    pub cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        let said = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "the answer was: {said}");
        self
    }

    /// A refusal in the documented shape, with this code.
    #[track_caller]
    pub fn is_refused(self, status: u16, code: &str) -> Value {
        let reply = self.is(status);
        let kind = reply.headers.get(header::CONTENT_TYPE);
        assert_eq!(kind.expect("a type"), "application/problem+json");
        let problem: Value = reply.json();
        assert_eq!(problem["code"], code);
        assert_eq!(problem["status"], status);
        assert!(problem["title"].is_string() && problem["type"].is_string());
        problem
    }

    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }
}

impl Person {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookie: None,
        }
    }

    pub async fn sign_in(&mut self, login: &str, password: &str) -> Reply {
        let form = json!({ "login": login, "password": password, "device": "tablet" });
        let reply = self.post("/api/v1/session", &form).await;
        if let Some(cookie) = reply.headers.get(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie is text");
            let pair = cookie.split(';').next().expect("a cookie has a name");
            self.cookie = Some(pair.to_owned());
        }
        reply
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path, Body::empty()))
            .await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path, Body::empty()))
            .await
    }

    pub async fn post<T: Serialize + ?Sized>(&self, path: &str, body: &T) -> Reply {
        let text = serde_json::to_string(body).expect("bodies serialise");
        self.send(self.request(Method::POST, path, Body::from(text)))
            .await
    }

    pub fn request(&self, method: Method, path: &str, body: Body) -> Request<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "sahada.test")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request.body(body).expect("a request")
    }

    /// A stream of hints that stands: its head is here, its body goes on.
    pub async fn listen(&self) -> Response<Body> {
        let request = self.request(Method::GET, "/api/v1/sync/poke", Body::empty());
        let response = self.router.clone().oneshot(request).await;
        response.expect("the router always answers")
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await;
        let response = response.expect("the router always answers");
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.expect("a body"),
        }
    }
}
