//! One line of the offer: product, quantity, price with its source, discount slots, sum, and what is wrong with it.

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::LineId;
use shared::offers::shortage::Shortage;
use shared::offers::{Change, Line, Offer};

use super::editor::{Editor, Unfit};
use super::letters::Field;
use super::line_cells::{self, DiscountCells, PriceCell, QuantityCell, Stored};
use super::line_field;
use crate::kit::{AsOf, Icon, Menu, MenuAction, Notice, Tag, TextField, Tone, Unbroken, Verdict};
use crate::messages::{language, offers, say};
use crate::pages::products::stock;
use crate::pages::typed_over::Meanwhile;
use crate::state::time;

/// A line's stock as far as it is known here: short, and when that was read.
pub type Short = Option<(Shortage, Moment)>;

#[component]
pub fn LineEditor(
    editor: Editor,
    id: LineId,
    cells: Memo<Vec<u8>>,
    #[prop(into)] short: Signal<Short>,
) -> impl IntoView {
    let place = move |lines: &[Line]| lines.iter().position(|line| line.id == id);
    let stored: Stored = Memo::new(move |_| {
        editor.part(|offer| place(&offer.lines).map(|at| (at, offer.lines[at].clone())))
    });
    let shown = Memo::new(move |_| {
        editor
            .lines
            .with(|lines| place(lines).map(|at| lines[at].clone()))
    });
    let current = move || (editor.selected.get() == Some(id)).then_some("true");
    let name = move || {
        let number = stored.with(|line| line.as_ref().map_or(0, |(place, _)| place + 1));
        let text = stored.with(|line| {
            line.as_ref()
                .map(|(_, line)| line.text.clone())
                .unwrap_or_default()
        });
        offers::of_line(language(), number, &text)
    };
    let has_price = Memo::new(move |_| {
        stored.with(|line| {
            line.as_ref()
                .is_some_and(|(_, line)| line.price.is_some() || line.product.is_some())
        })
    });
    let select = move || editor.selected.set(Some(id));
    view! {
        <li class="offer-line" aria-label=name aria-current=current on:focusin=move |_| select() on:click=move |_| select()>
            <div class="offer-line-name"><Name editor=editor id=id line=stored /></div>
            // words alone have nothing to count
            <Show when=move || has_price.get()>
                <div class="offer-line-quantity"><QuantityCell editor=editor id=id line=stored /></div>
                <div class="offer-line-price"><PriceCell editor=editor id=id line=stored /></div>
                <div class="offer-line-cells"><DiscountCells editor=editor id=id line=stored cells=cells /></div>
                <div class="offer-line-sum">{move || sum(editor, shown)}</div>
            </Show>
            <div class="offer-line-menu">
                <Show when=move || editor.is_open()><LineMenu editor=editor id=id /></Show>
            </div>
            <Below editor=editor id=id line=stored short=short />
        </li>
    }
}

fn sum(editor: Editor, line: Memo<Option<Line>>) -> String {
    let currency = editor
        .offer
        .with(|offer| offer.as_ref().map(|offer| offer.currency));
    let amount = line.with(|line| {
        let line = line.as_ref().filter(|line| line.price.is_some())?;
        line.amount(currency?).ok()
    });
    match (amount, currency) {
        (Some(amount), Some(currency)) => offers::bare(language(), amount, currency),
        _ => crate::messages::numbers::NOTHING.to_owned(),
    }
}

/// The product with code and source of its price; a line of words is written here.
#[component]
fn Name(editor: Editor, id: LineId, line: Stored) -> impl IntoView {
    let is_product = Memo::new(move |_| {
        line.with(|line| {
            line.as_ref()
                .is_some_and(|(_, line)| line.product.is_some())
        })
    });
    let text = move || {
        line.with(|line| {
            line.as_ref()
                .map(|(_, line)| line.text.clone())
                .unwrap_or_default()
        })
    };
    let written = line_field::typed_over(editor, id, Field::Text).value();
    let type_in = move |typed: String| line_field::type_in(editor, id, Field::Text, Some(typed));
    let code = move || {
        line.with(|line| {
            line.as_ref()
                .map(|(_, line)| line.code.clone())
                .unwrap_or_default()
        })
    };
    let source = move || {
        let source = line.with(|line| line.as_ref().map(|(_, line)| line.source));
        source.map(|source| offers::source(language(), source, None, time::offset_minutes()))
    };
    let change = move |now: String| line_field::finish(editor, id, Field::Text, now);
    view! {
        <Show
            when=move || is_product.get()
            fallback=move || view! {
                <TextField label=say(offers::text) value=written on_input=type_in on_change=change read_only=Signal::derive(move || !editor.is_open()) />
            }
        >
            <span class="offer-line-title">{move || view! { <Unbroken text=text() /> }}</span>
            <span class="offer-line-detail"><span class="plate">{code}</span> " · " <span class="nowrap">{source}</span></span>
        </Show>
    }
}

#[component]
fn LineMenu(editor: Editor, id: LineId) -> impl IntoView {
    let at = move |offer: &Offer| offer.lines.iter().position(|line| line.id == id);
    let moved = move |after: Option<LineId>| Change::LineMoved {
        offer: editor.id,
        line: id,
        after,
    };
    let up = move |()| {
        editor.change(Some(id), move |offer| {
            let at = at(offer).filter(|at| *at > 0)?;
            Some(moved(
                at.checked_sub(2).map(|before| offer.lines[before].id),
            ))
        });
    };
    let down = move |()| {
        editor.change(Some(id), move |offer| {
            let next = offer.lines.get(at(offer)? + 1)?;
            Some(moved(Some(next.id)))
        });
    };
    let remove = move |()| editor.remove(id);
    let actions = vec![
        MenuAction::new(say(offers::move_up), Callback::new(up)).icon(Icon::ArrowUp),
        MenuAction::new(say(offers::move_down), Callback::new(down)).icon(Icon::ArrowDown),
        MenuAction::new(say(offers::remove), Callback::new(remove))
            .icon(Icon::Trash2)
            .danger(),
    ];
    view! { <Menu label=say(offers::line_actions) actions=actions /> }
}

/// What stands under the line: stock that is short, what somebody else wrote meanwhile, and why the last field was not taken.
#[component]
fn Below(editor: Editor, id: LineId, line: Stored, short: Signal<Short>) -> impl IntoView {
    let trouble = Memo::new(move |_| {
        let mine = |trouble: &super::editor::Trouble| {
            (trouble.line == Some(id)).then(|| trouble.words.clone())
        };
        editor
            .trouble
            .with(|trouble| trouble.as_ref().and_then(mine))
    });
    let unfit = move || {
        let mine = |all: &Vec<Unfit>| {
            let mine = all.iter().filter(|unfit| unfit.line == id);
            mine.map(|unfit| unfit.words.clone()).collect::<Vec<_>>()
        };
        editor.unfit.with(mine)
    };
    let met = move || {
        let all = editor.met.get().into_iter();
        let mine = all.filter(|(line, _)| *line == id);
        mine.map(|(_, field)| field).collect::<Vec<_>>()
    };
    let asked = move |field: Field| {
        let typed = line_field::typed_over(editor, id, field);
        let keep = move |letters: String| line_field::finish(editor, id, field, letters);
        view! { <Meanwhile field=typed on_keep=keep called=move || field.words(language()) /> }
    };
    let unit = move || line.with(|line| line.as_ref().map(|(_, line)| line.quantity.unit.clone()));
    let shortage = move || {
        let (short, read_at) = short.get()?;
        let unit = unit()?;
        let words = offers::shortage(language(), short.available, short.wanted, &unit);
        Some(view! {
            <p class="offer-line-stock">
                <Tag tone=Tone::Warn icon=Icon::TriangleAlert words=say(offers::stock_short) />
                <span>{words}</span>
                <AsOf age=Signal::derive(move || stock::age(read_at)) />
            </p>
        })
    };
    view! {
        <div class="offer-line-below" id=line_cells::sentences(id)>
            {shortage}
            <For each=met key=|field| *field children=asked />
            {move || unfit().into_iter().map(|words| view! { <Notice verdict=Verdict::Block title=words /> }).collect_view()}
            {move || trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
        </div>
    }
}
