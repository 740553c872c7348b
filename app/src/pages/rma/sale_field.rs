//! The sale that a product without a serial was sold in: among those that contain it, and of the customer where that one is known
//! (RMA-06); an accessory may come with any (RMA-07).

use leptos::prelude::*;
use shared::accounts::Account;
use shared::documents::Document;
use shared::ids::{AccountId, DocumentId, ProductId};
use shared::rma::Accessory;
use shared::rma::origin::offered;
use shared::text::fold;

use crate::kit::{Combobox, Icon, Suggestion};
use crate::messages::{language, language_now, pricing, rma, say};
use crate::state::{Device, app};

/// Answers shown at once; typing one more letter is quicker than scrolling.
const SHOWN_MAX: usize = 24;

#[component]
pub fn SaleField(
    #[prop(into)] product: Signal<Option<ProductId>>,
    account: Option<AccountId>,
    #[prop(into)] chosen: Signal<Option<DocumentId>>,
    #[prop(into)] on_choose: Callback<Option<DocumentId>>,
    #[prop(into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let device = app().device;
    let sales = Memo::new(move |_| {
        product.get().map_or_else(Vec::new, |product| {
            untrack(|| sales(device, product, account))
        })
    });
    let hint = move || match product.get().is_some_and(|id| is_accessory(device, id)) {
        true => rma::sale_hint_accessory(language()),
        false => rma::sale_hint(language()),
    };
    let number = move || {
        let document = chosen.get().and_then(|id| device.get::<Document>(id));
        document.map(|document| document.number).unwrap_or_default()
    };
    let search = move |typed: String| {
        let query = fold(&typed);
        let fits = |sale: &&Sale| query.split(' ').all(|word| sale.folded.contains(word));
        sales.with_untracked(|sales| {
            let fitting = sales.iter().filter(fits).take(SHOWN_MAX);
            fitting.map(|sale| sale.suggestion.clone()).collect()
        })
    };
    let choose = move |id: String| on_choose.run(id.parse().ok());
    view! {
        <Combobox
            label=say(rma::sale)
            hint=hint
            chosen=Signal::derive(number)
            search=search
            on_choose=choose
            problem=problem
            icon=Icon::ReceiptText
        />
    }
}

/// A sale as it is offered.
#[derive(Clone, PartialEq)]
struct Sale {
    suggestion: Suggestion,
    folded: String,
}

fn is_accessory(device: Device, product: ProductId) -> bool {
    let accessory = device.get::<Accessory>(product);
    accessory.is_some_and(|accessory| accessory.listed)
}

/// The newest first.
fn sales(device: Device, product: ProductId, account: Option<AccountId>) -> Vec<Sale> {
    let accessory = untrack(|| is_accessory(device, product));
    let documents = device.all::<Document>().into_iter();
    let mut found: Vec<_> = documents
        .filter(|(_, sale)| offered(sale, product, account, accessory))
        .collect();
    found.sort_by_key(|(_, sale)| std::cmp::Reverse(sale.day));
    let offered = found.into_iter().map(|(id, sale)| {
        let name = device.peek::<Account>(sale.account);
        let name = name.map_or_else(String::new, |account| account.name);
        let detail = format!("{name} · {}", pricing::day(language_now(), sale.day));
        Sale {
            folded: fold(&format!("{} {detail}", sale.number)),
            suggestion: Suggestion::new(id.to_string(), sale.number).detail(detail),
        }
    });
    offered.collect()
}
