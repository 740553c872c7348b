//! The lines of the offer under their heads, the field that adds products, and how discounts are read.

use std::collections::BTreeMap;

use leptos::{html, prelude::*};
use shared::calendar::Moment;
use shared::ids::{LineId, ProductId};
use shared::offers::shortage::{Shortage, shortages};
use shared::offers::{Change, Line, NewLine};
use shared::pricing::discounts::Origin as By;
use shared::products::Product;
use shared::settings::setting::{BASKET_CELLS_OFFER, id as setting_id};
use shared::settings::{Setting, basket_cells};

use super::beginning;
use super::editor::Editor;
use super::line_editor::LineEditor;
use crate::kit::{Announcer, Button, Card, CellLegend, EmptyState, Icon, elements, focus};
use crate::messages::{language, language_now, numbers, offers, say};
use crate::pages::products::product_picker::{Asking, ProductPicker};
use crate::pages::products::stock;
use crate::state::Device;

#[component]
pub fn LinesCard(editor: Editor) -> impl IntoView {
    let device = editor.app.device;
    let ids = Memo::new(move |_| {
        editor.offer.with(|offer| {
            offer
                .iter()
                .flat_map(|offer| offer.lines.iter().map(|line| line.id))
                .collect::<Vec<LineId>>()
        })
    });
    let cells = Memo::new(move |_| {
        let setting = device.get::<Setting>(setting_id(BASKET_CELLS_OFFER));
        basket_cells(setting.as_ref().map(|setting| setting.value.as_str()))
    });
    let short = Memo::new(move |_| {
        if editor.is_open() {
            editor.lines.with(|lines| short(device, lines))
        } else {
            BTreeMap::new()
        }
    });
    // two looks are explained where there are two
    let by_condition = Memo::new(move |_| {
        let not_by_hand = |line: &Line| {
            line.slots
                .filled()
                .any(|(_, slot)| slot.origin != By::Manual)
        };
        editor.lines.with(|lines| lines.iter().any(not_by_hand))
    });
    let card = NodeRef::<html::Div>::new();
    lead(editor, card);
    let adding = RwSignal::new(false);
    let wish = RwSignal::new(0u32);
    let empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let count = move || numbers::count(language(), ids.with(Vec::len) as u64);
    let tools = move || view! { <Show when=move || editor.is_open()><Tools editor=editor adding=adding wish=wish /></Show> };
    let line = move |id: LineId| {
        let short = Signal::derive(move || short.with(|short| short.get(&id).copied()));
        view! { <LineEditor editor=editor id=id cells=cells short=short /> }
    };
    view! {
        <div class="offer-lines-card" node_ref=card>
        <Card title=say(offers::lines) count=count extra=tools flush=true>
            <Show when=move || editor.is_open() && (adding.get() || empty.get())><Adding editor=editor adding=adding wish=wish /></Show>
            <Show when=move || !empty.get() fallback=move || view! { <EmptyState title=say(offers::no_lines) text=say(offers::no_lines_text) /> }>
                <div class="offer-lines">
                    <div class="offer-lines-grid">
                        <Head editor=editor cells=cells />
                        <ol class="offer-lines-rows" role="list" aria-label=say(offers::lines)>
                            <For each=move || ids.get() key=|id| *id children=line />
                        </ol>
                    </div>
                </div>
                <Show when=move || by_condition.get()><div class="offer-lines-legend"><CellLegend /></div></Show>
            </Show>
        </Card>
        </div>
    }
}

/// Leads to the line at a place when the lines stand there, to the last one when it is beyond them, to the field that adds
/// products when none is left.
fn lead(editor: Editor, card: NodeRef<html::Div>) {
    Effect::new(move |_| {
        let Some(at) = editor.led_to.get() else {
            return;
        };
        request_animation_frame(move || {
            let Some(card) = card.try_get_untracked().flatten() else {
                return;
            };
            let menus = elements(&card, ".offer-line-menu button[aria-haspopup]");
            let field = || elements(&card, ".offer-adding input").into_iter().next();
            let place = menus.get(at).or(menus.last()).cloned().or_else(field);
            place.iter().for_each(focus);
            editor.led_to.try_set(None);
        });
    });
}

/// The heads of the columns; on a narrow page the cells say themselves what they are.
#[component]
fn Head(editor: Editor, cells: Memo<Vec<u8>>) -> impl IntoView {
    let amount = move || {
        let currency = editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.currency));
        currency.map(|currency| offers::in_currency(offers::amount(language()), currency))
    };
    let discounts = move || {
        cells
            .get()
            .into_iter()
            .map(|slot| view! { <span>{move || offers::discount_head(language(), slot)}</span> })
            .collect_view()
    };
    view! {
        <div class="offer-lines-head" aria-hidden="true">
            <span>{say(offers::product)}</span>
            <span class="number">{say(offers::quantity)}</span>
            <span class="number">{say(offers::unit_price)}</span>
            <span class="offer-line-cells">{discounts}</span>
            <span class="number">{amount}</span>
            <span></span>
        </div>
    }
}

#[component]
fn Tools(editor: Editor, adding: RwSignal<bool>, wish: RwSignal<u32>) -> impl IntoView {
    let text = move |()| {
        let line = NewLine::of_text(editor.app.device.new_id(), "");
        editor.commit(Change::LineAdded {
            offer: editor.id,
            line,
        });
    };
    let open = move |()| {
        adding.set(true);
        wish.update(|wish| *wish += 1);
    };
    view! {
        <Button label=say(offers::add_text) look=crate::kit::Look::Quiet on_press=text />
        <Button label=say(offers::add_product) icon=Icon::Plus on_press=open />
    }
}

/// The field that adds products, one Enter each; it stays until the person is done.
#[component]
fn Adding(editor: Editor, adding: RwSignal<bool>, wish: RwSignal<u32>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    // an empty offer shows the field, but only who asks for it is led there: the page's heading has the focus first
    Effect::new(move |_| {
        if let (Some(place), true) = (node.get(), wish.get() > 0) {
            request_animation_frame(move || {
                if let Ok(Some(input)) = place.query_selector("input") {
                    focus(&input);
                }
            });
        }
    });
    let asking = Signal::derive(move || {
        editor.offer.with(|offer| {
            offer.as_ref().map(|offer| Asking {
                list: offer.price_list,
                day: offer.day,
                currency: offer.currency,
            })
        })
    });
    let choose = move |product: ProductId| {
        let line = asking
            .get_untracked()
            .and_then(|asking| beginning::line(editor.app, asking, product, 1.into()));
        if let Some(line) = line {
            adding.set(true);
            Announcer::say(offers::added(language_now(), &line.text));
            editor.selected.set(Some(line.id));
            editor.commit(Change::LineAdded {
                offer: editor.id,
                line,
            });
        }
    };
    view! {
        <div class="offer-adding" node_ref=node>
            <ProductPicker asking=asking on_choose=choose />
            <Show when=move || adding.get()><Button label=say(offers::done_adding) on_press=move |()| adding.set(false) /></Show>
        </div>
    }
}

/// The lines that want more than there is, by the figures on this device.
fn short(device: Device, lines: &[Line]) -> BTreeMap<LineId, (Shortage, Moment)> {
    let reading = |line: &Line| {
        let product = line.product?;
        let service = device
            .get::<Product>(product)
            .is_some_and(|card| card.service);
        stock::total(device, product).filter(|total| !service && stock::is_shown(total.read_at))
    };
    let found = shortages(lines, |line| reading(line).map(|total| total.available));
    let aged = found.into_iter().filter_map(|short| {
        let line = lines.iter().find(|line| line.id == short.line)?;
        Some((short.line, (short, reading(line)?.read_at)))
    });
    aged.collect()
}
