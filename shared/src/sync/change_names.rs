//! What every change is called, as its room's enum says: whoever must have a word for each of them asks here. Knows no rule.

use serde::de::{DeserializeOwned, Deserializer, Visitor, value::Error};
use serde::forward_to_deserialize_any;

/// `room.change` for every variant of the room's enum.
pub(super) fn of<C: DeserializeOwned>(room: &str) -> Vec<String> {
    let mut variants: &[&str] = &[];
    // nothing is read: the enum says what it could have been
    let _ = C::deserialize(Asking(&mut variants));
    let named = |variant: &&str| format!("{room}.{variant}");
    variants.iter().map(named).collect()
}

/// Asks an enum for its variants, and gives it none.
struct Asking<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asking<'_> {
    type Error = Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = variants;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("nothing to read"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}
