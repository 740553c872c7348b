//! The network, all of it: wire bodies out and in. Knows how an answer can go wrong, not what it means.
//! A captive portal answers 200 with a page of its own, so an answer that is not ours is a failure.

use super::server::{Failure, Piece, Server};
use crate::browser::{clock, timer};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::attachments::upload::{CHECKSUM_HEADER, LENGTH_HEADER, OFFSET_HEADER, PIECE_BYTES};
use shared::attachments::{ContentHash, UploadAnswer};
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::sync::Cursor;
use shared::sync::wire::{
    BlocksRequest, Manifest, ManifestRequest, Poke, PullAnswer, PullRequest, PushAnswer,
    PushRequest, SignIn, SignedIn,
};
use shared::users::access::CarryKey;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AbortController, EventSource, MessageEvent, RequestCache, RequestCredentials};

const SESSION: &str = "/api/v1/session";
const CARRY_KEY: &str = "/api/v1/session/carry-key";
const PUSH: &str = "/api/v1/sync/push";
const PULL: &str = "/api/v1/sync/pull";
const MANIFEST: &str = "/api/v1/sync/manifest";
const BLOCKS: &str = "/api/v1/sync/blocks";
const SHIPPED: &str = "/api/v1/serials/filter";
const FILES: &str = "/api/v1/files";
const POKES: &str = "/api/v1/sync/poke";

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
const BYTES: &str = "application/octet-stream";
const PIECE: &str = "application/offset+octet-stream";

/// A body as large as a block batch needs its time on a bad line; an answer that stands still does not.
const LIMIT_MS: u32 = 60_000;
/// As long as the filter of a million serials.
const SHIPPED_BYTES: usize = 1_300_000;
/// The slowest line (16 kB a second) on which a large body still gets through; given up too early it would never be sent.
const BYTES_PER_MS: usize = 16;

/// Whom this page works for. The cookie belongs to the browser, and another tab may have signed somebody else in: the server
/// answers nobody but the one who is named.
const SPEAKS_FOR: &str = "x-sahada-user";

/// A request without an answer for so much longer than its body takes stands on a line that is gone.
const STALE_MS: f64 = 10_000.0;

thread_local! {
    static PERSON: Cell<Option<UserId>> = const { Cell::new(None) };
    static UNANSWERED: RefCell<Vec<Unanswered>> = const { RefCell::new(Vec::new()) };
}

struct Unanswered {
    abort: AbortController,
    /// By the clock that never jumps.
    stale_at: f64,
}

impl Unanswered {
    fn note(abort: &AbortController, bytes: usize) {
        let stale_at = clock::ticks_ms() + STALE_MS + (bytes / BYTES_PER_MS) as f64;
        UNANSWERED.with_borrow_mut(|all| {
            let abort = abort.clone();
            all.push(Self { abort, stale_at });
        });
    }

    fn done(abort: &AbortController) {
        UNANSWERED.with_borrow_mut(|all| all.retain(|one| one.abort != *abort));
    }
}

/// Somebody asks, or the network came back: what stood still on the line before is given up now and not after a minute. Its sender
/// finds it unreachable and asks again.
pub fn hurry() {
    let now = clock::ticks_ms();
    let stale = UNANSWERED.with_borrow(|all| {
        let stale = all.iter().filter(|one| one.stale_at < now);
        stale.map(|one| one.abort.clone()).collect::<Vec<_>>()
    });
    stale.iter().for_each(AbortController::abort);
}

/// From now on every request says so; `None` while nobody works here.
pub fn speak_for(person: Option<UserId>) {
    PERSON.set(person);
}

/// Our server at the address the page came from.
#[derive(Clone, Copy, Default)]
pub struct Http;

impl Server for Http {
    async fn push(&self, request: &PushRequest) -> Result<PushAnswer, Failure> {
        ask(Method::POST, PUSH, Some(request)).await
    }

    async fn pull(&self, request: &PullRequest) -> Result<PullAnswer, Failure> {
        let asked = clock::now_ms();
        let answer = ask(Method::POST, PULL, Some(request)).await?;
        if let PullAnswer::Rows(pulled) = &answer {
            heard(pulled.server_time, asked);
        }
        Ok(answer)
    }

    async fn manifest(&self, request: &ManifestRequest) -> Result<Manifest, Failure> {
        let asked = clock::now_ms();
        let manifest: Manifest = ask(Method::POST, MANIFEST, Some(request)).await?;
        heard(manifest.server_time, asked);
        Ok(manifest)
    }

    async fn blocks(&self, request: &BlocksRequest) -> Result<Vec<Option<Vec<u8>>>, Failure> {
        let response = send(Method::POST, BLOCKS, Body::json(request)?).await?;
        expect_kind(&response, BYTES)?;
        let bytes = response.binary().await.map_err(|_| Failure::Unreachable)?;
        split(&bytes, request.hashes.len()).ok_or(Failure::NotOurs)
    }

    async fn upload_stands(&self, hash: &ContentHash) -> Result<UploadAnswer, Failure> {
        look(&format!("{FILES}/{hash}/upload")).await
    }

    async fn append(&self, piece: &Piece) -> Result<UploadAnswer, Failure> {
        let path = format!("{FILES}/{}/upload", piece.hash);
        read(send(Method::PATCH, &path, Body::Piece(piece)).await?).await
    }

    /// A whole answer to the question for a part is somebody else's.
    async fn file_part(&self, hash: &ContentHash, from: u64) -> Result<Vec<u8>, Failure> {
        let path = format!("{FILES}/{hash}");
        let response = send(Method::GET, &path, Body::PartFrom(from)).await?;
        if response.status() != 206 || response.redirected() {
            return Err(Failure::NotOurs);
        }
        let bytes = timer::within_ms(LIMIT_MS, response.binary()).await;
        let bytes = bytes.ok_or(Failure::TooSlow)?;
        bytes.map_err(|_| Failure::Unreachable)
    }

    async fn shipped(&self, from: &Cursor) -> Result<Vec<u8>, Failure> {
        let Cursor {
            epoch,
            revision,
            chain,
        } = from;
        let path = match from.is_start() {
            true => SHIPPED.to_owned(),
            false => format!("{SHIPPED}?epoch={epoch}&revision={revision}&chain={chain}"),
        };
        let response = send(Method::GET, &path, Body::None).await?;
        expect_kind(&response, BYTES)?;
        let bytes = timer::within_ms(patience_ms(SHIPPED_BYTES), response.binary()).await;
        let bytes = bytes.ok_or(Failure::TooSlow)?;
        bytes.map_err(|_| Failure::Unreachable)
    }
}

pub async fn sign_in(request: &SignIn) -> Result<SignedIn, Failure> {
    let asked = clock::now_ms();
    let signed_in: SignedIn = ask(Method::POST, SESSION, Some(request)).await?;
    heard(signed_in.server_time, asked);
    Ok(signed_in)
}

/// Who the server thinks we are; renews the lease.
pub async fn who_am_i() -> Result<SignedIn, Failure> {
    let asked = clock::now_ms();
    let signed_in: SignedIn = ask(Method::GET, SESSION, None::<&()>).await?;
    heard(signed_in.server_time, asked);
    Ok(signed_in)
}

/// Ends the session of that person and nobody else's. Only "done, and nothing to say" counts: a portal answers with a page.
pub async fn sign_out(person: UserId) -> Result<(), Failure> {
    let response = send_as(Some(person), Method::DELETE, SESSION, Body::None).await?;
    match response.status() {
        204 => Ok(()),
        _ => Err(Failure::NotOurs),
    }
}

/// What seals this person's unsent work in a file.
pub async fn carry_key() -> Result<CarryKey, Failure> {
    ask(Method::POST, CARRY_KEY, Some(&serde_json::json!({}))).await
}

/// A request that needs the server now (tests of a set, imports' previews, what only the server holds).
pub async fn ask<Q: Serialize, A: DeserializeOwned>(
    method: Method,
    path: &str,
    question: Option<&Q>,
) -> Result<A, Failure> {
    let body = match question {
        Some(question) => Body::json(question)?,
        None => Body::None,
    };
    read(send(method, path, body).await?).await
}

/// Asks for what only the server knows.
pub async fn look<A: DeserializeOwned>(path: &str) -> Result<A, Failure> {
    ask(Method::GET, path, None::<&()>).await
}

/// The same, where the question is more than an address.
pub async fn look_up<Q: Serialize, A: DeserializeOwned>(
    path: &str,
    question: &Q,
) -> Result<A, Failure> {
    ask(Method::POST, path, Some(question)).await
}

/// Tells the server something that belongs into no queue; it answers with nothing.
pub async fn tell<Q: Serialize>(path: &str, told: &Q) -> Result<(), Failure> {
    send(Method::POST, path, Body::json(told)?).await.map(drop)
}

pub async fn remove(path: &str) -> Result<(), Failure> {
    send(Method::DELETE, path, Body::None).await.map(drop)
}

/// Sends a file as it is, for an import or an attachment.
pub async fn upload<A: DeserializeOwned>(
    path: &str,
    kind: &'static str,
    bytes: &[u8],
) -> Result<A, Failure> {
    read(send(Method::POST, path, Body::Bytes(kind, bytes)).await?).await
}

enum Body<'a> {
    None,
    Text(String),
    Bytes(&'static str, &'a [u8]),
    /// A piece of a file, with where it belongs.
    Piece(&'a Piece),
    /// No body: one piece of a file is asked for, from this byte on.
    PartFrom(u64),
}

impl Body<'_> {
    fn json(value: &impl Serialize) -> Result<Body<'static>, Failure> {
        let text = serde_json::to_string(value);
        text.map(Body::Text).map_err(|_| Failure::NotOurs)
    }

    fn length(&self) -> usize {
        match self {
            Body::None | Body::PartFrom(_) => 0,
            Body::Text(text) => text.len(),
            Body::Bytes(_, bytes) => bytes.len(),
            Body::Piece(piece) => piece.bytes.len(),
        }
    }

    fn into_request(self, builder: RequestBuilder) -> Result<Request, gloo_net::Error> {
        match self {
            Body::None => builder.build(),
            Body::Text(text) => builder.header("content-type", JSON).body(text),
            Body::Bytes(kind, bytes) => {
                let bytes = js_sys::Uint8Array::from(bytes);
                builder.header("content-type", kind).body(bytes)
            }
            Body::Piece(piece) => {
                let checksum = ContentHash::of(&piece.bytes);
                let bytes = js_sys::Uint8Array::from(piece.bytes.as_slice());
                builder
                    .header("content-type", PIECE)
                    .header(OFFSET_HEADER, &piece.offset.to_string())
                    .header(LENGTH_HEADER, &piece.length.to_string())
                    .header(CHECKSUM_HEADER, checksum.as_str())
                    .body(bytes)
            }
            Body::PartFrom(from) => {
                let to = from + PIECE_BYTES as u64 - 1;
                let range = format!("bytes={from}-{to}");
                builder.header("range", &range).build()
            }
        }
    }
}

/// How long a body of that many bytes may be under way.
fn patience_ms(bytes: usize) -> u32 {
    LIMIT_MS.saturating_add(u32::try_from(bytes / BYTES_PER_MS).unwrap_or(u32::MAX))
}

async fn send(method: Method, path: &str, body: Body<'_>) -> Result<Response, Failure> {
    send_as(PERSON.get(), method, path, body).await
}

async fn send_as(
    person: Option<UserId>,
    method: Method,
    path: &str,
    body: Body<'_>,
) -> Result<Response, Failure> {
    let abort = AbortController::new().map_err(|_| Failure::Unreachable)?;
    let builder = RequestBuilder::new(path)
        .method(method)
        .header("accept", &format!("{JSON}, {PROBLEM}, {BYTES}"))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&abort.signal()));
    let builder = match person {
        Some(person) => builder.header(SPEAKS_FOR, &person.to_string()),
        None => builder,
    };
    let bytes = body.length();
    let request = body.into_request(builder).map_err(|_| Failure::NotOurs)?;
    Unanswered::note(&abort, bytes);
    let sent = timer::within_ms(patience_ms(bytes), request.send()).await;
    Unanswered::done(&abort);
    let Some(sent) = sent else {
        abort.abort();
        return Err(Failure::TooSlow);
    };
    let response = sent.map_err(|_| Failure::Unreachable)?;
    match response.ok() {
        true => Ok(response),
        false => Err(refusal(response).await),
    }
}

async fn read<A: DeserializeOwned>(response: Response) -> Result<A, Failure> {
    expect_kind(&response, JSON)?;
    let text = timer::within_ms(LIMIT_MS, response.text()).await;
    let text = text.ok_or(Failure::TooSlow)?;
    let text = text.map_err(|_| Failure::Unreachable)?;
    serde_json::from_str(&text).map_err(|_| Failure::NotOurs)
}

/// Ours says what it sends; a portal's page says HTML.
fn expect_kind(response: &Response, wanted: &str) -> Result<(), Failure> {
    let kind = response.headers().get("content-type").unwrap_or_default();
    match kind.starts_with(wanted) && !response.redirected() {
        true => Ok(()),
        false => Err(Failure::NotOurs),
    }
}

async fn refusal(response: Response) -> Failure {
    let status = response.status();
    let retry = response.headers().get("retry-after");
    let retry_seconds = retry.and_then(|seconds| seconds.parse().ok());
    if expect_kind(&response, PROBLEM).is_err() {
        return Failure::of_stranger(status);
    }
    let problem = response.text().await.unwrap_or_default();
    match serde_json::from_str(&problem) {
        Ok(problem) => Failure::of_problem(status, problem, retry_seconds),
        Err(_) => Failure::NotOurs,
    }
}

/// The answer to a request for blocks: `u32 length (big endian)` and bytes for each; 0 means gone.
fn split(mut bytes: &[u8], count: usize) -> Option<Vec<Option<Vec<u8>>>> {
    let mut blocks = Vec::with_capacity(count);
    for _ in 0..count {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let (block, rest) = rest.split_at_checked(length)?;
        blocks.push((length > 0).then(|| block.to_vec()));
        bytes = rest;
    }
    bytes.is_empty().then_some(blocks)
}

fn heard(server_time: Moment, asked_ms: i64) {
    clock::heard(server_time.milliseconds(), asked_ms, clock::now_ms());
}

/// Listens for hints that something is new, until dropped. Losing all of them costs latency only.
pub struct Pokes {
    source: EventSource,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut()>,
}

impl Pokes {
    /// `refused` is called once when a stream that has been open may not be opened again: this device was withdrawn, or its session
    /// has ended. One that never opened says nothing, because a proxy that lets no stream through would be asked for ever.
    pub fn listen(
        mut heard: impl FnMut(Poke) + 'static,
        refused: impl Fn() + 'static,
    ) -> Option<Pokes> {
        let source = EventSource::new(POKES).ok()?;
        let opened = Rc::new(Cell::new(false));
        let hears = Rc::clone(&opened);
        let on_message = Closure::new(move |message: MessageEvent| {
            let text = message.data().as_string().unwrap_or_default();
            if let Ok(poke) = serde_json::from_str(&text) {
                hears.set(true);
                heard(poke);
            }
        });
        let function = on_message.as_ref().unchecked_ref();
        source.set_onmessage(Some(function));
        // named events do not reach `onmessage`; the server may send either
        let _ = source.add_event_listener_with_callback("poke", function);
        let asked = source.clone();
        let on_error = Closure::new(move || {
            if asked.ready_state() == EventSource::CLOSED && opened.take() {
                refused();
            }
        });
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Pokes {
            source,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// The browser gave up (a refused sign-in, a proxy that answers a page); it reconnects by itself otherwise.
    pub fn is_over(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Pokes {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_body_has_its_time_on_a_bad_line() {
        assert_eq!(patience_ms(0), LIMIT_MS);
        // the largest push at 128 kbit a second
        let seconds = patience_ms(24 * 1024 * 1024) / 1000;
        assert!((1500..1800).contains(&seconds), "{seconds} s");
    }
}
