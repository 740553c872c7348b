//! The two additional fields of a return, under the numbers that the company gave them (RMA-12, RMA-42), each leading to what it names
//! (RMA-11).

use leptos::prelude::*;
use shared::products::Product;
use shared::rma::fields::{DEPARTMENT, PRODUCT, number};
use shared::setting::{Setting, id};
use shared::stock::Warehouse;

use super::sheet::Sheet;
use crate::messages::{Language, language, rma, say};
use crate::routes::Route;

#[component]
pub fn AdditionalFields(sheet: Sheet) -> impl IntoView {
    let device = sheet.app.device;
    let product = move || {
        let id = sheet.part(|operation| operation.product)?;
        let code = device.get::<Product>(id)?.code;
        let named = view! { <a class="plate" href=Route::Product(id.0).href()>{code}</a> };
        Some(view! { <Field sheet=sheet name=rma::product_code key=PRODUCT /> <dd>{named}</dd> })
    };
    let department = move || {
        let id = sheet.part(|operation| operation.department)?;
        let name = device.get::<Warehouse>(id)?.name;
        Some(view! { <Field sheet=sheet name=rma::department key=DEPARTMENT /> <dd>{name}</dd> })
    };
    view! { {product} {department} }
}

/// What it is called, and its number.
#[component]
fn Field(sheet: Sheet, name: fn(Language) -> &'static str, key: &'static str) -> impl IntoView {
    let device = sheet.app.device;
    let number = move || {
        let set = device.get::<Setting>(id(key)).map(|set| set.value);
        number(key, set.as_deref()).map(|number| rma::additional_field(language(), number))
    };
    view! { <dt>{say(name)} <span class="fact-hint">{number}</span></dt> }
}
