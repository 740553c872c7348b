//! Reading and writing the few plain values around the sealed ones. What is read is not trusted:
//! a value of the wrong shape is `None`.

use super::request::reason;
use crate::store::StoreError;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest};

type Answer<T> = Result<T, StoreError>;

pub fn fault(error: JsValue) -> StoreError {
    reason(&error)
}

pub fn get(store: &IdbObjectStore, key: &str) -> Answer<IdbRequest> {
    store.get(&key.into()).map_err(fault)
}

pub fn put(store: &IdbObjectStore, value: &JsValue, key: &JsValue) -> Answer<()> {
    store.put_with_key(value, key).map_err(fault)?;
    Ok(())
}

pub fn object(fields: &[(&str, JsValue)]) -> Answer<JsValue> {
    let object = JsValue::from(Object::new());
    for (name, value) in fields {
        set(&object, name, value)?;
    }
    Ok(object)
}

pub fn set(object: &JsValue, name: &str, value: &JsValue) -> Answer<()> {
    Reflect::set(object, &name.into(), value).map_err(fault)?;
    Ok(())
}

pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

pub fn text(value: &JsValue) -> Option<String> {
    value.as_string()
}

pub fn number(value: &JsValue) -> Option<u64> {
    let number = value.as_f64()?;
    let whole = number >= 0.0 && number.fract() == 0.0;
    whole.then_some(number as u64)
}

/// The elements of what a bulk read answered.
pub fn list(value: &JsValue) -> Vec<JsValue> {
    let elements = value.dyn_ref::<Array>();
    elements.map(Array::to_vec).unwrap_or_default()
}

/// A counter that was never set stands at nought.
pub fn count(value: &JsValue) -> u64 {
    number(value).unwrap_or(0)
}

/// All keys that begin with `prefix`.
pub fn beginning(prefix: &str) -> Answer<JsValue> {
    let end = format!("{prefix}\u{ffff}");
    let range = IdbKeyRange::bound(&prefix.into(), &end.into());
    Ok(range.map_err(fault)?.into())
}

pub fn through(number: u64) -> Answer<JsValue> {
    let range = IdbKeyRange::upper_bound(&(number as f64).into());
    Ok(range.map_err(fault)?.into())
}
