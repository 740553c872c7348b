//! What the pieces of the editor share: the offer as it stands, the field that is being typed, the fields that are finished but
//! not on disk yet, and the commit of one after the other. Holds no rule: it asks `shared` and words the answer.

use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::{LineId, OfferId, SetId};
use shared::integrations::IntegrationSet;
use shared::money::Decimal;
use shared::offers::editing::{Closed, may_edit};
use shared::offers::{Change, Line, NewLine, Offer, Totals, totals};
use shared::pricing::discounts::{Origin, Slot};
use shared::rate::Percent;
use shared::users::{Context, Right, User};

use crate::messages::{language_now, offers};
use crate::pages::problems;
use crate::pages::unsaved::Unsaved;
use crate::state::{App, login, time};

/// A field of a line and what can be read of what somebody typed into it.
#[derive(Clone, PartialEq, Debug)]
pub struct Typing {
    pub line: LineId,
    pub field: Field,
    /// A plain decimal, or "" for nothing; of a line of words its words.
    pub value: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    Quantity,
    Price,
    Discount(u8),
    Text,
}

impl Typing {
    /// Its name among what is typed and not saved.
    pub fn name(line: LineId, field: Field) -> String {
        let field = match field {
            Field::Quantity => "quantity".to_owned(),
            Field::Price => "price".to_owned(),
            Field::Discount(slot) => format!("discount/{slot}"),
            Field::Text => "text".to_owned(),
        };
        format!("{line}/{field}")
    }

    pub fn named(name: &str, value: String) -> Option<Typing> {
        let (line, field) = name.split_once('/')?;
        let field = match field {
            "quantity" => Field::Quantity,
            "price" => Field::Price,
            "text" => Field::Text,
            other => Field::Discount(other.strip_prefix("discount/")?.parse().ok()?),
        };
        Some(Typing {
            line: line.parse().ok()?,
            field,
            value,
        })
    }
}

/// A change that was not taken: why, and at which line it is said.
#[derive(Clone, PartialEq, Debug)]
pub struct Trouble {
    pub line: Option<LineId>,
    pub words: String,
}

/// What was finished in a cell and is no value: it stays there until it is mended or given up, and holds the conversion.
#[derive(Clone, PartialEq, Debug)]
pub struct Unfit {
    pub line: LineId,
    pub field: Field,
    /// A number beyond its bounds, plain; letters that are no number stay in the cell itself.
    pub number: Option<String>,
    pub words: String,
}

#[derive(Clone, Copy)]
pub struct Editor {
    pub app: App,
    pub id: OfferId,
    pub offer: Memo<Option<Offer>>,
    /// The lines with every finished field, on disk or on its way there: what the cells show.
    pub settled: Memo<Vec<Line>>,
    /// The same with the letters being typed: what the sums show.
    pub lines: Memo<Vec<Line>>,
    pub closed: Memo<Option<Closed>>,
    pub typing: RwSignal<Option<Typing>>,
    /// Letters that no field has finished, kept over a reload.
    pub unsaved: Unsaved,
    /// The place of a line that is to have the focus, when the lines stand as they should.
    pub led_to: RwSignal<Option<usize>>,
    finished: RwSignal<Vec<Typing>>,
    /// One commit after the other: the next one's "was" is what the last one wrote.
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
    pub selected: RwSignal<Option<LineId>>,
    pub trouble: RwSignal<Option<Trouble>>,
    pub unfit: RwSignal<Vec<Unfit>>,
}

impl Editor {
    pub fn new(app: App, id: OfferId) -> Editor {
        let (typing, finished) = (
            RwSignal::new(None::<Typing>),
            RwSignal::new(Vec::<Typing>::new()),
        );
        let offer = Memo::new(move |_| app.device.get::<Offer>(id));
        let settled = Memo::new(move |_| {
            let mut lines = offer.with(|offer| {
                offer
                    .as_ref()
                    .map(|offer| offer.lines.clone())
                    .unwrap_or_default()
            });
            finished.with(|finished| finished.iter().for_each(|field| field.fill(&mut lines)));
            lines
        });
        let lines = Memo::new(move |_| {
            let mut lines = settled.get();
            typing.with(|typing| typing.iter().for_each(|typing| typing.fill(&mut lines)));
            lines
        });
        let closed = Memo::new(move |_| {
            let context = context(app)?;
            offer.with(|offer| may_edit(offer.as_ref()?, &context).err())
        });
        let unsaved = Unsaved::new(app, format!("offer/{id}"), |_| ());
        let led_to = RwSignal::new(None);
        let (selected, trouble) = (RwSignal::new(None), RwSignal::new(None));
        let turn = StoredValue::new_local(Rc::default());
        Editor {
            app,
            id,
            offer,
            settled,
            lines,
            closed,
            typing,
            unsaved,
            led_to,
            finished,
            turn,
            selected,
            trouble,
            unfit: RwSignal::new(Vec::new()),
        }
    }

    pub fn is_open(self) -> bool {
        self.closed.with(Option::is_none)
    }

    pub fn may(self, right: Right) -> bool {
        self.app.login.has(right)
    }

    pub fn totals(self) -> Option<Totals> {
        self.offer.with(|offer| {
            let offer = offer.as_ref()?;
            self.lines
                .with(|lines| totals(lines, offer.currency, offer.gross).ok())
        })
    }

    /// One part of the offer, or its default while there is none.
    pub fn part<T: Default>(self, of: impl FnOnce(&Offer) -> T) -> T {
        self.offer
            .with(|offer| offer.as_ref().map(of).unwrap_or_default())
    }

    /// Commits what was decided without looking at a value.
    pub fn commit(self, change: Change) {
        self.change(None, move |_| Some(change));
    }

    /// Commits what `make` says about the offer when the changes before it are done; a refusal is said at `line`.
    pub fn change(
        self,
        line: Option<LineId>,
        make: impl FnOnce(&Offer) -> Option<Change> + 'static,
    ) {
        let turn = self.turn.get_value();
        spawn_local(async move {
            self.in_turn(turn, line, make).await;
        });
    }

    /// Tells the totals what is being typed, and keeps it; nothing when it is given up.
    pub fn type_in(self, line: LineId, field: Field, value: Option<String>) {
        let name = Typing::name(line, field);
        match &value {
            Some(value) => self.unsaved.type_in(&name, value.clone()),
            None => {
                self.unsaved.done(&name);
                self.mended(line, field);
            }
        }
        self.typing
            .set(value.map(|value| Typing { line, field, value }));
    }

    /// The cell has a value again.
    pub fn mended(self, line: LineId, field: Field) {
        let is = |unfit: &Unfit| unfit.line == line && unfit.field == field;
        if self.unfit.with_untracked(|all| all.iter().any(is)) {
            self.unfit.update(|all| all.retain(|unfit| !is(unfit)));
        }
    }

    /// The number that was refused in a cell and stays there.
    pub fn refused(self, line: LineId, field: Field) -> Option<String> {
        let is = |unfit: &&Unfit| unfit.line == line && unfit.field == field;
        self.unfit
            .with(|all| all.iter().find(is).and_then(|unfit| unfit.number.clone()))
    }

    /// What came back after a reload for a field, instead of what is saved.
    pub fn came_back(self, line: LineId, field: Field) -> Option<String> {
        self.unsaved.of(&Typing::name(line, field))
    }

    /// Commits a finished field of a line. Its cell shows the new value meanwhile.
    pub fn finish(self, field: Typing, make: impl FnOnce(&Offer) -> Option<Change> + 'static) {
        let turn = self.turn.get_value();
        self.finished
            .update(|finished| finished.push(field.clone()));
        self.typing.set(None);
        let letters = self
            .unsaved
            .finishing(Typing::name(field.line, field.field));
        spawn_local(async move {
            self.in_turn(turn, Some(field.line), make).await;
            // said at its line when it was not taken: either way nobody is typing these any more
            letters.done();
            self.finished.try_update(|finished| {
                let done = finished.iter().position(|other| *other == field);
                done.map(|at| finished.remove(at))
            });
        });
    }

    /// Takes a line out; the next one is led to, and for some seconds it can be put back.
    pub fn remove(self, id: LineId) {
        let turn = self.turn.get_value();
        spawn_local(async move {
            let offer = self.app.device.peek::<Offer>(self.id);
            let at = offer.and_then(|offer| {
                let at = offer.lines.iter().position(|line| line.id == id)?;
                Some((at, offer.lines[at].clone()))
            });
            let Some((at, line)) = at else { return };
            let was = line.clone();
            let removed = move |offer: &Offer| {
                Some(Change::LineRemoved {
                    offer: self.id,
                    line: id,
                    was: offer.line(id).cloned().unwrap_or(was),
                })
            };
            if !self.in_turn(turn, None, removed).await {
                return;
            }
            self.led_to.try_set(Some(at));
            let words = offers::removed(language_now(), at + 1);
            self.app
                .notices
                .say_with_undo(words, move || self.put_back(at, line.clone()));
        });
    }

    /// The line as it was, at its place: a new line with the same words, because what happened has happened.
    fn put_back(self, at: usize, was: Line) {
        // the page may be gone by now; then nobody else is waiting for a turn
        let turn = self.turn.try_get_value().unwrap_or_default();
        spawn_local(async move {
            let line = NewLine {
                id: self.app.device.new_id(),
                product: was.product,
                text: was.text,
                quantity: was.quantity,
                price: was.price,
                source: was.source,
                slots: was.slots,
            };
            let id = line.id;
            let added = Change::LineAdded {
                offer: self.id,
                line,
            };
            if !self.in_turn(turn.clone(), None, |_| Some(added)).await {
                return;
            }
            let moved = |offer: &Offer| {
                let after = at.checked_sub(1).and_then(|before| offer.lines.get(before));
                let last = offer.lines.last().is_some_and(|last| last.id == id);
                let there = last && at + 1 >= offer.lines.len();
                (!there).then(|| Change::LineMoved {
                    offer: self.id,
                    line: id,
                    after: after.map(|line| line.id),
                })
            };
            self.in_turn(turn, None, moved).await;
            self.led_to.try_set(Some(at));
        });
    }

    /// Commits, and says whether it is saved here.
    pub async fn committed(self, change: Change) -> bool {
        self.changed(move |_| Some(change)).await
    }

    /// The same for what `make` says about the offer when its turn comes.
    pub async fn changed(self, make: impl FnOnce(&Offer) -> Option<Change>) -> bool {
        let Some(turn) = self.turn.try_get_value() else {
            return false;
        };
        self.in_turn(turn, None, make).await
    }

    async fn in_turn(
        self,
        turn: Rc<Mutex<()>>,
        line: Option<LineId>,
        make: impl FnOnce(&Offer) -> Option<Change>,
    ) -> bool {
        let _mine = turn.lock().await;
        let Some(change) = self
            .app
            .device
            .peek::<Offer>(self.id)
            .and_then(|offer| make(&offer))
        else {
            return false;
        };
        let saved = self.app.device.commit(change).await;
        let trouble = saved.as_ref().err().map(|why| Trouble {
            line,
            words: problems::not_saved(language_now(), why),
        });
        // who has left the page by now is told by the inbox
        self.trouble.try_set(trouble);
        saved.is_ok()
    }

    /// The set the offer was made with, else the person's own.
    pub fn set(self) -> Option<(SetId, IntegrationSet)> {
        let made_with = self
            .offer
            .with(|offer| offer.as_ref().and_then(|offer| offer.set));
        set(self.app, made_with)
    }
}

/// A set that is aboard: the one asked for, else the person's default, else the only one they were given.
pub fn set(app: App, wanted: Option<SetId>) -> Option<(SetId, IntegrationSet)> {
    let mut sets = app.device.all::<IntegrationSet>();
    sets.retain(|(_, set)| set.active);
    let own = app
        .login
        .person()
        .and_then(|person| app.device.get::<User>(person.user));
    let default = own.and_then(|user| user.default_set);
    let id = wanted
        .or(default)
        .or((sets.len() == 1).then(|| sets[0].0))?;
    sets.into_iter().find(|(other, _)| *other == id)
}

/// As whom the rules would run now.
pub fn context(app: App) -> Option<Context> {
    app.login
        .person()
        .map(|person| login::context(&person, time::now()))
}

/// The moment of the last own work on this offer that is not settled, and whether the server has it.
pub fn last_work(app: App, id: OfferId) -> Option<(Moment, bool)> {
    let pending = app
        .device
        .pending(&shared::record::RecordKey::of::<Offer>(id));
    let all_sent = pending.iter().all(|work| work.answered.is_some());
    pending
        .last()
        .map(|work| (work.intention.made_at, all_sent))
}

impl Typing {
    fn fill(&self, lines: &mut [Line]) {
        let Some(line) = lines.iter_mut().find(|line| line.id == self.line) else {
            return;
        };
        let value = Decimal::parse(&self.value).ok();
        match self.field {
            Field::Quantity => line.quantity.value = value.unwrap_or_default(),
            Field::Price => line.price = value,
            Field::Text => line.text = self.value.clone(),
            Field::Discount(slot) => {
                let value = value.and_then(|value| Percent::new(value).ok()?.checked_share().ok());
                // a slot beyond the tenth is not typed into; the rules say so at the commit
                _ = line.slots.set(
                    usize::from(slot),
                    value.map(|value| Slot {
                        value,
                        origin: Origin::Manual,
                    }),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::ProductId;
    use shared::money::Currency;
    use shared::pricing::{PriceSource, Slots};
    use uuid::Uuid;

    fn line() -> Line {
        Line {
            id: LineId(Uuid::from_u128(1)),
            product: Some(ProductId(Uuid::from_u128(2))),
            code: String::new(),
            text: String::new(),
            quantity: shared::quantity::Quantity::pieces(1),
            price: Some(Decimal::HUNDRED),
            source: PriceSource::Standard,
            vat: Percent::ZERO,
            slots: Slots::EMPTY,
            repriced: None,
        }
    }

    #[track_caller]
    fn check(field: Field, value: &str, amount: &str) {
        let mut lines = [line()];
        Typing {
            line: line().id,
            field,
            value: value.into(),
        }
        .fill(&mut lines);
        assert_eq!(
            lines[0].amount(Currency::EUR).expect("small").to_string(),
            amount
        );
    }

    #[test]
    fn a_field_is_found_again_by_its_name() {
        let (line, value) = (line().id, "12.5".to_owned());
        for field in [
            Field::Quantity,
            Field::Price,
            Field::Discount(3),
            Field::Text,
        ] {
            let again = Typing::named(&Typing::name(line, field), value.clone());
            let value = value.clone();
            assert_eq!(again, Some(Typing { line, field, value }));
        }
    }

    #[test]
    fn the_amount_follows_while_a_field_is_typed() {
        check(Field::Quantity, "12.5", "1250");
        check(Field::Quantity, "", "0");
        check(Field::Price, "99.999", "100");
        check(Field::Price, "", "0");
        check(Field::Discount(3), "15", "85");
        check(Field::Discount(3), "150", "100");
    }
}
