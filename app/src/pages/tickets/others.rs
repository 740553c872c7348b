//! Three pieces were on the line before one of them got its serial (SER-05): the line is one unit from then on, and the others are
//! offered as lines of their own. The offer stays, over a reload too, until it is taken or turned down.

use leptos::prelude::*;
use shared::ids::LineId;
use shared::products::Product;
use shared::tickets::{Change, NewLine, RelatedProduct};

use super::sheet::Sheet;
use crate::kit::{Button, Icon, Look, Notice, Verdict};
use crate::messages::{language, say, tickets};

/// Nobody enters more serials than these one by one.
const OFFERED_MAX: u32 = 50;

/// How many other units a line stood for, beside the one whose serial was entered.
#[derive(Clone, Copy)]
pub struct Others {
    sheet: Sheet,
    line: LineId,
    count: RwSignal<u32>,
}

impl Others {
    pub fn of(sheet: Sheet, line: LineId) -> Others {
        let count = RwSignal::new(0);
        let others = Others { sheet, line, count };
        Effect::new(move |_| {
            let back = sheet.unsaved.of(&others.kept_as());
            if let Some(back) = back.and_then(|back| back.parse().ok()) {
                count.set(back);
            }
        });
        others
    }

    /// A serial is accepted for the first of them.
    pub fn offer(self, line: &RelatedProduct) {
        let count = other_units(line);
        if (1..=OFFERED_MAX).contains(&count) {
            self.count.set(count);
            self.sheet
                .unsaved
                .type_in(&self.kept_as(), count.to_string());
        }
    }

    fn answered(self) {
        self.count.set(0);
        self.sheet.unsaved.done(&self.kept_as());
    }

    fn kept_as(self) -> String {
        format!("{}/others", self.line)
    }
}

/// Whole pieces beside the first.
fn other_units(line: &RelatedProduct) -> u32 {
    let whole = line.quantity.value.to_string();
    let whole = whole
        .split('.')
        .next()
        .and_then(|whole| whole.parse::<u32>().ok());
    whole.unwrap_or(0).saturating_sub(1)
}

/// Nothing while there are none.
#[component]
pub fn OthersOffer(others: Others) -> impl IntoView {
    let sheet = others.sheet;
    let count = Memo::new(move |_| others.count.get());
    let add = move |()| {
        for _ in 0..count.get_untracked() {
            sheet.change(None, move |ticket| {
                let line = one_more(sheet, ticket.line(others.line)?)?;
                Some(Change::LineAdded {
                    ticket: sheet.id,
                    line,
                })
            });
        }
        others.answered();
    };
    let actions = move || {
        view! {
            <Button label=move || tickets::add_lines(language(), count.get().into()) icon=Icon::Plus on_press=add />
            <Button label=say(tickets::no_others) look=Look::Quiet on_press=move |()| others.answered() />
        }
    };
    let title = move || tickets::one_of_many(language(), u64::from(count.get()) + 1);
    view! {
        <Show when=move || { count.get() > 0 } && sheet.is_open()>
            <div role="status">
                <Notice verdict=Verdict::Info title=title actions=actions>
                    <p>{move || tickets::others_asked(language(), count.get().into())}</p>
                </Notice>
            </div>
        </Show>
    }
}

/// Its serial is still to come.
fn one_more(sheet: Sheet, like: &RelatedProduct) -> Option<NewLine> {
    let card = sheet.app.device.peek::<Product>(like.product)?;
    let id = sheet.app.device.new_id();
    Some(NewLine::of_product(id, like.product, &card))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::ProductId;
    use shared::quantity::Quantity;
    use uuid::Uuid;

    #[test]
    fn of_three_pieces_two_are_left_and_of_part_of_one_none() {
        let others = |pieces: &str| {
            let mut quantity = Quantity::pieces(1);
            quantity.value = shared::money::Decimal::parse(pieces).expect("a number");
            other_units(&RelatedProduct {
                id: LineId(Uuid::nil()),
                product: ProductId(Uuid::nil()),
                name: String::new(),
                serial: String::new(),
                quantity,
                dates: Default::default(),
                checked: None,
            })
        };
        let counts = ["1", "2", "3", "2.5", "0.5"].map(others);
        assert_eq!(counts, [0, 1, 2, 1, 0]);
    }
}
