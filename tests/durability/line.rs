//! The line from one client to the server's process: signed in by name and password, and cut whenever somebody dies.

use reqwest::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::sync::wire::{SignIn, SignedIn};
use std::net::SocketAddr;
use std::time::Duration;
use support::world::PASSWORD;

/// The server or its database is gone: nothing is known about what was asked.
#[derive(Debug)]
pub struct Cut;

/// Longer than a database needs to come back.
const ANSWERED_WITHIN: Duration = Duration::from_secs(40);

#[derive(Clone)]
pub struct Line {
    http: reqwest::Client,
    address: String,
}

impl Line {
    pub async fn signed_in(address: SocketAddr, login: &str) -> (Self, SignedIn) {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .timeout(ANSWERED_WITHIN)
            .no_proxy();
        let line = Self {
            http: http.build().expect("a client"),
            address: format!("http://{address}/api/v1"),
        };
        let form = SignIn {
            login: login.to_owned(),
            password: PASSWORD.to_owned(),
            device: "tablet".to_owned(),
        };
        let who = line.post("/session", &form).await.expect("signed in");
        (line, who)
    }

    /// Any answer but a whole 200 or a failure of the server's own says that something was lost.
    pub async fn post<A: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<A, Cut> {
        let bytes = self.bytes(path, body).await?;
        let said = String::from_utf8_lossy(&bytes);
        Ok(
            serde_json::from_slice(&bytes)
                .unwrap_or_else(|error| panic!("{path}: {error}: {said}")),
        )
    }

    pub async fn bytes(&self, path: &str, body: &impl Serialize) -> Result<Vec<u8>, Cut> {
        let request = self.http.post(format!("{}{path}", self.address)).json(body);
        let answer = request.send().await.map_err(|_| Cut)?;
        let status = answer.status();
        let bytes = answer.bytes().await.map_err(|_| Cut)?;
        if status.is_server_error() {
            return Err(Cut);
        }
        let said = String::from_utf8_lossy(&bytes);
        assert_eq!(status, StatusCode::OK, "{path} was answered: {said}");
        Ok(bytes.to_vec())
    }
}
