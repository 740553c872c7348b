//! What every record can say about itself: its kind, the keys it is found by, the shelves it stands on, the class of each field.
//! A record's id and revision stand beside its body, never inside it.

use crate::ids::Id;
use crate::shelf::{Place, Shelf};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;
use uuid::Uuid;

/// The name of a kind of record. Kinds a version does not know are carried along by name.
pub type Kind = Cow<'static, str>;

/// A way to find a record: `only_one` keys are unique within the workspace and kind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    pub name: &'static str,
    pub value: String,
    pub only_one: bool,
}

impl Key {
    pub fn only_one(name: &'static str, value: impl Into<String>) -> Self {
        Self {
            name,
            value: value.into(),
            only_one: true,
        }
    }
    pub fn many(name: &'static str, value: impl Into<String>) -> Self {
        Self {
            name,
            value: value.into(),
            only_one: false,
        }
    }
}

/// How two changes of one field meet (the table of conflict policies in the protocol).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldClass {
    /// Deltas are added, never set.
    Commutative,
    /// Only ever grows.
    AppendOnly,
    /// Parked when the present value is neither what the author saw nor what the author wants.
    Guarded,
    /// The last writer wins.
    LowValue,
    /// The move must be legal in the state the server holds.
    State,
    /// The server alone decides.
    Scarce,
}

/// One kind of record. The body is JSON with named fields wherever it must outlive a version, and packed in blocks.
pub trait Record:
    Clone + PartialEq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Stored and sent; never changed once released.
    const KIND: &'static str;
    /// What an ERP said: replaced in bulk, without field revisions or history.
    const FIGURE: bool = false;
    type Id: Id;
    fn keys(&self) -> Vec<Key>;
    /// `id` because some records stand on their own user's shelf.
    fn shelves(&self, id: Uuid) -> Vec<Shelf>;
    fn class(_field: &str) -> FieldClass {
        FieldClass::Guarded
    }
    /// Where it stands because its root stands there; `None` for whoever has no root.
    fn place_mut(&mut self) -> Option<&mut Place> {
        None
    }
}

/// A record whose type is not known at this place, such as one row of a mixed feed.
pub trait AnyRecord: Any + Debug + Send + Sync {
    fn kind(&self) -> Kind;
    fn keys(&self) -> Vec<Key>;
    fn shelves(&self, id: Uuid) -> Vec<Shelf>;
    fn json(&self) -> serde_json::Value;
    fn packed(&self) -> Vec<u8>;
    fn is_figure(&self) -> bool;
    fn same(&self, other: &dyn AnyRecord) -> bool;
    /// The same, standing where its root stands now; `None` for whoever has no root.
    fn placed(&self, place: &Place) -> Option<Arc<dyn AnyRecord>>;
    fn as_any(&self) -> &dyn Any;
}

impl<R: Record> AnyRecord for R {
    fn kind(&self) -> Kind {
        Cow::Borrowed(R::KIND)
    }
    fn keys(&self) -> Vec<Key> {
        Record::keys(self)
    }
    fn shelves(&self, id: Uuid) -> Vec<Shelf> {
        Record::shelves(self, id)
    }
    fn json(&self) -> serde_json::Value {
        serde_json::to_value(self)
            .expect("records serialise: maps have text keys and decimals are text")
    }
    fn packed(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("records pack: no field has an unknown length")
    }
    fn is_figure(&self) -> bool {
        R::FIGURE
    }
    fn same(&self, other: &dyn AnyRecord) -> bool {
        other
            .as_any()
            .downcast_ref::<R>()
            .is_some_and(|other| other == self)
    }
    fn placed(&self, place: &Place) -> Option<Arc<dyn AnyRecord>> {
        let mut placed = self.clone();
        *placed.place_mut()? = place.clone();
        Some(Arc::new(placed))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A record of a kind this version does not know: kept as it came and passed on.
#[derive(Clone, Debug)]
pub struct Unknown {
    pub kind: Kind,
    pub body: serde_json::Value,
}

impl AnyRecord for Unknown {
    fn kind(&self) -> Kind {
        self.kind.clone()
    }
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        Vec::new()
    }
    fn json(&self) -> serde_json::Value {
        self.body.clone()
    }
    fn packed(&self) -> Vec<u8> {
        self.body.to_string().into_bytes()
    }
    fn is_figure(&self) -> bool {
        false
    }
    fn same(&self, other: &dyn AnyRecord) -> bool {
        other
            .as_any()
            .downcast_ref::<Unknown>()
            .is_some_and(|other| other.kind == self.kind && other.body == self.body)
    }
    fn placed(&self, _: &Place) -> Option<Arc<dyn AnyRecord>> {
        None
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// One record as it stands at a revision. Revision 0 means: not decided by the server yet.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: Uuid,
    pub revision: u64,
    pub body: Arc<dyn AnyRecord>,
}

impl Stored {
    pub fn new<R: Record>(id: R::Id, revision: u64, body: R) -> Self {
        Self {
            id: id.uuid(),
            revision,
            body: Arc::new(body),
        }
    }

    pub fn typed<R: Record>(&self) -> Option<&R> {
        // the deref matters: `Arc<dyn AnyRecord>` is itself `Any`
        (*self.body).as_any().downcast_ref::<R>()
    }
}

/// The address of one record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordKey {
    pub kind: Kind,
    pub id: Uuid,
}

impl RecordKey {
    pub fn of<R: Record>(id: R::Id) -> Self {
        Self {
            kind: Cow::Borrowed(R::KIND),
            id: id.uuid(),
        }
    }
}
