//! How does a person choose products, one after the other? Search as you type over all products aboard, with price and stock;
//! Enter takes one, and the field waits for the next.

use leptos::prelude::*;
use shared::calendar::Day;
use shared::ids::{Id, PriceListId, ProductId};
use shared::money::Currency;
use shared::offers::draft::{PriceRecords, shown_price};
use shared::pricing::resolve::Resolved;
use shared::pricing::{PriceList, ProductPrices, Question};
use shared::products::Product;

use super::stock::{self, Read};
use crate::kit::{Combobox, Icon, Suggestion};
use crate::messages::{language_now, offers, pricing, say};
use crate::state::{Device, app, codes};

/// Answers shown at once; typing one more letter is quicker than scrolling.
const SHOWN_MAX: usize = 24;

/// For which document prices are asked.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Asking {
    pub list: Option<PriceListId>,
    pub day: Day,
    pub currency: Currency,
}

impl Asking {
    pub fn about(self, product: ProductId) -> Question {
        Question {
            product,
            list: self.list,
            day: self.day,
            currency: self.currency,
        }
    }
}

/// A field that chooses products. It stays empty and open after each choice, for the next one.
#[component]
pub fn ProductPicker(
    #[prop(into)] asking: Signal<Option<Asking>>,
    #[prop(into)] on_choose: Callback<ProductId>,
) -> impl IntoView {
    let device = app().device;
    let search =
        move |typed: String| untrack(|| suggestions(device, asking.get_untracked(), &typed));
    let choose = move |id: String| {
        if let Ok(id) = id.parse::<ProductId>() {
            on_choose.run(id);
        }
    };
    view! {
        <Combobox
            label=say(offers::product)
            hint=say(offers::product_hint)
            chosen=String::new()
            search=search
            on_choose=choose
            icon=Icon::Package
        />
    }
}

/// What a scanned code names stands first, then what the words find.
fn suggestions(device: Device, asking: Option<Asking>, typed: &str) -> Vec<Suggestion> {
    let exact = codes::product(device, typed);
    let board = stock::board(device);
    let found = device
        .find::<Product>(typed, 0, SHOWN_MAX)
        .ids
        .into_iter()
        .map(ProductId::from_uuid);
    let ids = exact
        .into_iter()
        .chain(found.filter(|id| Some(*id) != exact));
    let cards = ids.filter_map(|id| Some((id, device.peek::<Product>(id)?)));
    cards
        .filter(|(_, card)| !card.archived)
        .map(|(id, card)| suggestion(device, asking, &board, id, &card))
        .collect()
}

fn suggestion(
    device: Device,
    asking: Option<Asking>,
    board: &[Read],
    id: ProductId,
    card: &Product,
) -> Suggestion {
    let language = language_now();
    let stock = stock::short(device, board, id, card);
    let detail = if stock.is_empty() {
        card.code.clone()
    } else {
        format!("{} · {}", card.code, offers::in_stock(language, &stock))
    };
    let detail = if card.service {
        card.code.clone()
    } else {
        detail
    };
    let value = asking.map(|asking| {
        let price = price(device, &asking.about(id), card).price;
        pricing::maybe_amount(language, price, asking.currency)
    });
    Suggestion::new(id.to_string(), card.name.clone())
        .detail(detail)
        .value(value.unwrap_or_default())
}

/// The price a document would show for a product now.
pub fn price(device: Device, question: &Question, card: &Product) -> Resolved {
    let prices = device.peek::<ProductPrices>(question.product);
    let list = question
        .list
        .and_then(|list| device.peek::<PriceList>(list));
    shown_price(
        question,
        &PriceRecords {
            card,
            prices: prices.as_ref(),
            list: list.as_ref(),
        },
    )
}
