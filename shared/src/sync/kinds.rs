//! The closed list of record kinds: how each is read from JSON and from a block, and in which order a device fetches them.
//! A kind that is not on the list is kept as it came and passed on.

use crate::record::{AnyRecord, Kind, Record, Unknown};
use crate::{
    accounts, attachments, documents, integrations, offers, pricing, products, rma, series,
    settings, stock, tickets, users,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// The number under which a kind's packed body is written; a changed body gets a new one, and the two before stay readable: a device
/// that was updated starts without a network on the blocks it has. 8: a document says which ERP it waits for. 9: a ticket says its kind,
/// its channel, and when and how it ended. 10: it keeps every signature.
pub const BODY_FORMAT: u8 = 10;
/// Older blocks are fetched anew.
pub const BODY_FORMAT_OLDEST: u8 = BODY_FORMAT - 2;

type Body = Arc<dyn AnyRecord>;

type Unpack = fn(&[u8]) -> Result<Body, postcard::Error>;

struct Reader {
    kind: &'static str,
    json: fn(&Value) -> Result<Body, serde_json::Error>,
    packed: Unpack,
    /// How bodies up to a format were written, where that was another way; the oldest first.
    before: &'static [(u8, Unpack)],
}

fn json<R: Record>(body: &Value) -> Result<Arc<dyn AnyRecord>, serde_json::Error> {
    Ok(Arc::new(R::deserialize(body)?))
}

fn packed<R: Record>(bytes: &[u8]) -> Result<Arc<dyn AnyRecord>, postcard::Error> {
    Ok(Arc::new(postcard::from_bytes::<R>(bytes)?))
}

fn packed_before<Old: DeserializeOwned + Into<R>, R: Record>(
    bytes: &[u8],
) -> Result<Body, postcard::Error> {
    let old: Old = postcard::from_bytes(bytes)?;
    Ok(Arc::new(old.into()))
}

const fn reader<R: Record>() -> Reader {
    Reader {
        kind: R::KIND,
        json: json::<R>,
        packed: packed::<R>,
        before: &[],
    }
}

/// Written in other ways up to those formats.
const fn reader_since<R: Record>(before: &'static [(u8, Unpack)]) -> Reader {
    Reader {
        before,
        ..reader::<R>()
    }
}

/// In the order of use: what a seller needs first comes first.
static READERS: &[Reader] = &[
    reader::<users::User>(),
    reader::<users::Person>(),
    reader::<settings::Setting>(),
    reader::<integrations::IntegrationSet>(),
    reader::<super::inbox::InboxEntry>(),
    reader::<products::Category>(),
    reader::<products::Product>(),
    reader::<pricing::PriceList>(),
    reader::<pricing::ProductPrices>(),
    reader::<accounts::Account>(),
    reader::<offers::Offer>(),
    reader::<tickets::Checklist>(),
    reader_since::<tickets::Ticket>(&[
        (8, packed_before::<super::before::Ticket, tickets::Ticket>),
        (9, packed_before::<super::before::Ticket9, tickets::Ticket>),
    ]),
    reader::<attachments::Attachment>(),
    reader::<stock::Warehouse>(),
    reader::<stock::StockRun>(),
    reader::<stock::StockFigure>(),
    reader::<rma::State>(),
    reader::<rma::Accessory>(),
    reader::<rma::Operation>(),
    reader::<documents::Document>(),
    reader::<products::ProductCost>(),
    reader::<documents::DocumentCost>(),
    reader::<accounts::AccountTaxKey>(),
    reader::<series::Series>(),
];

fn find(kind: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.kind == kind)
}

/// The kind under its known name, or as it came.
pub fn kind(name: &str) -> Kind {
    find(name).map_or_else(
        || Cow::Owned(name.to_owned()),
        |reader| Cow::Borrowed(reader.kind),
    )
}

/// Every kind that this version knows, in the order of use.
pub fn names() -> impl Iterator<Item = &'static str> {
    READERS.iter().map(|reader| reader.kind)
}

pub fn is_known(kind: &str) -> bool {
    find(kind).is_some()
}

/// The place of a kind in the order of fetching; unknown kinds come last.
pub fn rank(kind: &str) -> usize {
    READERS
        .iter()
        .position(|reader| reader.kind == kind)
        .unwrap_or(READERS.len())
}

pub fn from_json(kind: &str, body: &Value) -> Result<Arc<dyn AnyRecord>, serde_json::Error> {
    match find(kind) {
        Some(reader) => (reader.json)(body),
        None => Ok(Arc::new(Unknown {
            kind: Cow::Owned(kind.to_owned()),
            body: body.clone(),
        })),
    }
}

/// A damaged body.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a packed {kind} cannot be read: {detail}")]
pub struct BadBody {
    pub kind: String,
    pub detail: String,
}

/// Was a block of this format written in a way that is read here?
pub fn reads(format: u8) -> bool {
    (BODY_FORMAT_OLDEST..=BODY_FORMAT).contains(&format)
}

pub fn from_packed(kind: &str, format: u8, bytes: &[u8]) -> Result<Arc<dyn AnyRecord>, BadBody> {
    let bad = |detail: String| BadBody {
        kind: kind.to_owned(),
        detail,
    };
    match find(kind) {
        Some(reader) => {
            let mut before = reader.before.iter();
            let before = before.find(|(until, _)| format <= *until);
            let unpack = before.map_or(reader.packed, |(_, unpack)| *unpack);
            unpack(bytes).map_err(|error| bad(error.to_string()))
        }
        None => {
            let body = serde_json::from_slice(bytes).map_err(|error| bad(error.to_string()))?;
            Ok(Arc::new(Unknown {
                kind: Cow::Owned(kind.to_owned()),
                body,
            }))
        }
    }
}
