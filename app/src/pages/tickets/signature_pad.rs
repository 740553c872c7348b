//! The customer signs with a finger: strokes on a field that keeps its proportions, and a name below. Kept with every stroke and letter
//! until the signature is on the disk.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::LineId;
use shared::tickets::signature::{HEIGHT, WIDTH, fits, standing};
use shared::tickets::{Change, Refusal, Ticket};

use super::sheet::Sheet;
use super::signature_card::points;
use crate::kit::{Button, Glyph, Icon, Look, TextField};
use crate::messages::{language_now, say, tickets};
use crate::pages::problems::{Problems, not_saved};
use crate::pages::unsaved::{CameBack, Finishing, Unsaved};
use crate::state::{Inputs, time};

const FIELDS: [&str; 2] = ["strokes", "name"];

type Strokes = Vec<Vec<i16>>;

/// What is drawn and written, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Signing {
    sheet: Sheet,
    pub open: RwSignal<bool>,
    strokes: RwSignal<Strokes>,
    /// `None`: nobody wrote another name than the ticket's contact.
    name: RwSignal<Option<String>>,
    /// The signatures in whose place it is taken: those that stood when the pad was opened.
    over: StoredValue<Vec<LineId>>,
    problems: Problems,
    unsaved: Unsaved,
}

impl Signing {
    pub fn new(sheet: Sheet) -> Signing {
        let (open, strokes) = (RwSignal::new(false), RwSignal::new(Strokes::new()));
        let name = RwSignal::new(None);
        let form = format!("ticket/{}/signature", sheet.id);
        let unsaved = Unsaved::new(sheet.app, form, move |back: &Inputs| {
            open.set(true);
            strokes.set(read(back.get("strokes").map_or("", String::as_str)));
            name.set(back.get("name").cloned());
        });
        Signing {
            sheet,
            open,
            strokes,
            name,
            over: StoredValue::default(),
            problems: Problems::new(),
            unsaved,
        }
    }

    fn signer(self) -> String {
        let contact = || self.sheet.part(|ticket| ticket.contact.clone());
        self.name.get().unwrap_or_else(contact)
    }

    fn write_name(self, text: String) {
        self.problems.clear("name");
        self.unsaved.type_in("name", text.clone());
        self.name.set(Some(text));
    }

    /// A stroke has ended, or all of them were wiped away.
    fn drawn(self) {
        self.problems.clear("strokes");
        let written = self.strokes.with_untracked(|strokes| written(strokes));
        self.unsaved.type_in("strokes", written);
    }

    fn clear(self) {
        self.strokes.set(Strokes::new());
        self.drawn();
    }

    fn close(self) {
        self.unsaved.forget();
        self.problems.clear_all();
        self.open.try_set(false);
        self.strokes.try_set(Strokes::new());
        self.name.try_set(None);
    }

    /// It closes when the signature is on the disk; one that is refused stays as it was drawn.
    fn take(self, working: RwSignal<bool>) {
        let (strokes, name) = (self.strokes.get_untracked(), untrack(|| self.signer()));
        let wrong = problems(&name, &strokes);
        for (field, why) in &wrong {
            let words = tickets::refusal(language_now(), why);
            self.problems.say(field, words);
        }
        if !wrong.is_empty() {
            return;
        }
        working.set(true);
        let letters = FIELDS.map(|field| self.unsaved.finishing(field));
        let ticket = self.sheet.id;
        let (at, over) = (Some(untrack(time::now)), self.over.get_value());
        let id = Some(self.sheet.app.device.new_id());
        let saved = self.sheet.saved(move |_| {
            Some(Change::Signed {
                ticket,
                name,
                strokes,
                at,
                id,
                over,
            })
        });
        spawn_local(async move {
            let saved = saved.await;
            working.try_set(false);
            match saved {
                Ok(()) => {
                    letters.into_iter().for_each(Finishing::done);
                    self.close();
                }
                Err(why) => self
                    .problems
                    .say("strokes", not_saved(language_now(), &why)),
            }
        });
    }
}

/// Each under its field.
fn problems(name: &str, strokes: &[Vec<i16>]) -> Vec<(&'static str, Refusal)> {
    let unsigned = (!fits(strokes)).then_some(("strokes", Refusal::SignatureInvalid));
    let nameless = name
        .trim()
        .is_empty()
        .then_some(("name", Refusal::NameEmpty));
    unsigned.into_iter().chain(nameless).collect()
}

/// Strokes as they are kept: pairs in their order, a stroke a word.
fn written(strokes: &[Vec<i16>]) -> String {
    let stroke = |stroke: &Vec<i16>| {
        let numbers = stroke.iter().map(i16::to_string);
        numbers.collect::<Vec<_>>().join(",")
    };
    strokes.iter().map(stroke).collect::<Vec<_>>().join(" ")
}

fn read(written: &str) -> Strokes {
    let stroke = |word: &str| word.split(',').map(|number| number.parse().ok()).collect();
    let strokes: Option<Strokes> = written.split_whitespace().map(stroke).collect();
    strokes.unwrap_or_default()
}

/// Whoever cannot draw is told so beside the name; nothing is taken without both.
#[component]
pub fn Pad(signing: Signing) -> impl IntoView {
    let problems = signing.problems;
    let sheet = signing.sheet;
    let ids = |ticket: &Ticket| {
        standing(&ticket.signatures)
            .iter()
            .map(|one| one.id)
            .collect()
    };
    signing.over.set_value(untrack(|| sheet.part(ids)));
    let working = RwSignal::new(false);
    let name = Signal::derive(move || signing.signer());
    view! {
        <div class="stack">
            <CameBack unsaved=signing.unsaved on_discard=move |()| signing.close() />
            <Field signing=signing />
            <TextField label=say(tickets::signer) value=name on_input=move |text| signing.write_name(text) problem=problems.of("name") />
            <div class="row">
                <Button label=say(tickets::take_signature) icon=Icon::Check working=working on_press=move |()| signing.take(working) />
                <Button label=say(tickets::clear) icon=Icon::X look=Look::Quiet on_press=move |()| signing.clear() />
            </div>
        </div>
    }
}

/// A stroke begins where the finger comes down and ends where it leaves; points closer than a hair are left out.
#[component]
fn Field(signing: Signing) -> impl IntoView {
    let strokes = signing.strokes;
    let node = NodeRef::<leptos::svg::Svg>::new();
    let drawing = StoredValue::new(false);
    let place = move |event: &PointerEvent| {
        let field = node.get_untracked()?.get_bounding_client_rect();
        let share = |at: i32, from: f64, length: f64, of: i16| {
            let share = (f64::from(at) - from) / length.max(1.0);
            (share * f64::from(of)).round().clamp(0.0, f64::from(of)) as i16
        };
        let x = share(event.client_x(), field.left(), field.width(), WIDTH);
        let y = share(event.client_y(), field.top(), field.height(), HEIGHT);
        Some((x, y))
    };
    let down = move |event: PointerEvent| {
        event.prevent_default();
        let Some((x, y)) = place(&event) else { return };
        if let Some(field) = node.get_untracked() {
            // a finger that leaves the field goes on with its stroke; where that is not possible it ends at the edge
            _ = field.set_pointer_capture(event.pointer_id());
        }
        drawing.set_value(true);
        strokes.update(|strokes| strokes.push(vec![x, y]));
    };
    let go = move |event: PointerEvent| {
        if !drawing.get_value() {
            return;
        }
        let Some((x, y)) = place(&event) else { return };
        strokes.update(|strokes| {
            let Some(stroke) = strokes.last_mut() else {
                return;
            };
            let near = |one: i16, other: i16| one.abs_diff(other) < 4;
            match stroke[..] {
                [.., last_x, last_y] if near(last_x, x) && near(last_y, y) => {}
                _ => stroke.extend([x, y]),
            }
        });
    };
    let up = move |_: PointerEvent| {
        if drawing.get_value() {
            drawing.set_value(false);
            signing.drawn();
        }
    };
    let lines = move || {
        let drawn = strokes.get().into_iter();
        drawn
            .map(|stroke| view! { <polyline points=points(&stroke) /> })
            .collect_view()
    };
    let problem = signing.problems.of("strokes");
    view! {
        <div class="field">
        <svg class="signature" data-open=true node_ref=node viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img"
            aria-label=say(tickets::sign_here) on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=up>
            {lines}
        </svg>
        <Show when=move || problem.with(Option::is_some)>
            <p class="field-problem" role="alert"><Glyph icon=Icon::OctagonX /> <span>{move || problem.get()}</span></p>
        </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_come_back_as_they_were_drawn() {
        let drawn = vec![vec![0, 0, 1_000, 400], vec![5, 6]];
        assert_eq!(written(&drawn), "0,0,1000,400 5,6");
        assert_eq!(read(&written(&drawn)), drawn);
        assert_eq!(read(""), Strokes::new());
        assert_eq!(read("1,x"), Strokes::new());
    }

    #[test]
    fn what_is_missing_is_said_where_it_is_missing() {
        let drawn = [vec![0, 0, 9, 9]];
        let fields = |name: &str, strokes: &[Vec<i16>]| {
            let wrong = problems(name, strokes).into_iter();
            wrong.map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(fields("Selin", &[]), ["strokes"]);
        assert_eq!(fields(" ", &drawn), ["name"]);
        assert_eq!(fields("", &[]), ["strokes", "name"]);
        assert!(fields("Selin", &drawn).is_empty());
    }
}
