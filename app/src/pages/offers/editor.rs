//! What the pieces of the editor share: the offer as it stands, the fields that are being typed or on their way to the disk, and the
//! commit of one after the other. Holds no rule: it asks `shared` and words the answer.

use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::{LineId, OfferId, SetId};
use shared::integrations::IntegrationSet;
use shared::offers::editing::{Closed, may_edit};
use shared::offers::{Change, Line, NewLine, Offer, Totals, totals};
use shared::users::{Context, Right, User};

use super::letters::{Field, Typing};
use super::line_field;
use crate::messages::{language_now, offers};
use crate::pages::unsaved::Unsaved;
use crate::pages::{problems, typing};
use crate::state::{App, login, time};

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
    /// The lines with whatever is typed and a value: what the sums show.
    pub lines: Memo<Vec<Line>>,
    pub closed: Memo<Option<Closed>>,
    /// Fields in which somebody else wrote while they were typed; a person chooses.
    pub met: Memo<Vec<(LineId, Field)>>,
    /// Letters that no field has finished, kept over a reload.
    pub unsaved: Unsaved,
    /// The place of a line that is to have the focus, when the lines stand as they should.
    pub led_to: RwSignal<Option<usize>>,
    /// One commit after the other: the next one's "was" is what the last one wrote.
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
    pub selected: RwSignal<Option<LineId>>,
    pub trouble: RwSignal<Option<Trouble>>,
    pub unfit: RwSignal<Vec<Unfit>>,
}

impl Editor {
    pub fn new(app: App, id: OfferId) -> Editor {
        let offer = Memo::new(move |_| app.device.get::<Offer>(id));
        let unsaved = Unsaved::new(app, format!("offer/{id}"), |_| ());
        let unfit = RwSignal::new(Vec::new());
        let lines = Memo::new(move |_| with_letters(lines_of(offer), unsaved, unfit));
        let met = Memo::new(move |_| met(&lines_of(offer), unsaved, unfit));
        let closed = Memo::new(move |_| {
            let context = context(app)?;
            offer.with(|offer| may_edit(offer.as_ref()?, &context).err())
        });
        let led_to = RwSignal::new(None);
        let (selected, trouble) = (RwSignal::new(None), RwSignal::new(None));
        let turn = StoredValue::new_local(Rc::default());
        Editor {
            app,
            id,
            offer,
            lines,
            closed,
            met,
            unsaved,
            led_to,
            turn,
            selected,
            trouble,
            unfit,
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

    /// Where a line stands.
    pub fn place(self, line: LineId) -> Option<usize> {
        self.part(|offer| offer.lines.iter().position(|other| other.id == line))
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

    /// Commits a finished field of a line, by the name of its letters. Its cell shows them meanwhile.
    pub fn finish(
        self,
        line: LineId,
        name: String,
        make: impl FnOnce(&Offer) -> Option<Change> + 'static,
    ) {
        let turn = self.turn.get_value();
        let letters = self.unsaved.finishing(name);
        spawn_local(async move {
            self.in_turn(turn, Some(line), make).await;
            // said at its line when it was not taken: either way nobody is typing these any more
            letters.done();
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

fn lines_of(offer: Memo<Option<Offer>>) -> Vec<Line> {
    let lines = |offer: &Option<Offer>| Some(offer.as_ref()?.lines.clone());
    offer.with(lines).unwrap_or_default()
}

/// What is typed into lines and has a value.
fn typed(unsaved: Unsaved, unfit: RwSignal<Vec<Unfit>>) -> Vec<Typing> {
    let fits = |typed: &Typing| {
        let same = |unfit: &Unfit| unfit.line == typed.line && unfit.field == typed.field;
        unfit.with(|all| !all.iter().any(same))
    };
    let named = |(name, value): (&str, &str)| Typing::named(name, value.to_owned());
    let all = |typing: &typing::Typing| typing.letters().filter_map(named).filter(fits).collect();
    unsaved.typing().with(all)
}

fn with_letters(mut lines: Vec<Line>, unsaved: Unsaved, unfit: RwSignal<Vec<Unfit>>) -> Vec<Line> {
    let typed = typed(unsaved, unfit);
    typed.iter().for_each(|typed| typed.fill(&mut lines));
    lines
}

fn met(lines: &[Line], unsaved: Unsaved, unfit: RwSignal<Vec<Unfit>>) -> Vec<(LineId, Field)> {
    let met = |typed: &Typing| {
        let line = lines.iter().find(|line| line.id == typed.line);
        let stands = line.map(|line| line_field::plain(line, typed.field));
        let name = Typing::name(typed.line, typed.field);
        let is_met = |stands: String| {
            unsaved
                .typing()
                .with(|typing| typing.is_met(&name, &stands))
        };
        stands.is_some_and(is_met)
    };
    let all = typed(unsaved, unfit).into_iter();
    all.filter(met)
        .map(|typed| (typed.line, typed.field))
        .collect()
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
