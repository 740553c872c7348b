//! Headers that tell browsers what our pages may do and what no page may do with ours.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// No inline script or style, WebAssembly but no `eval`, nothing from elsewhere, nothing of ours in a foreign frame.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self' blob:";

const HEADERS: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("origin-agent-cluster"), "?1"),
];

/// One year; sent only where browsers reach us by HTTPS.
const STRICT_TRANSPORT: &str = "max-age=31536000; includeSubDomains";

pub fn protect(mut response: Response, secure: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // a file's own policy is narrower
        let own = headers.entry(name);
        own.or_insert(HeaderValue::from_static(value));
    }
    if secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(STRICT_TRANSPORT),
        );
    }
    response
}
