//! The pieces every page is made of, one component a file with a sheet of the same name in `style/kit`.
//! Knows how things look, are read aloud and are used by keyboard; knows no record, no rule and no store.
//!
//! Texts come in as [`Words`]: a `&'static str`, a `String`, or a closure that reads a signal. A message function becomes
//! one with `say(message)`, so that it follows the language. Values come in as `Signal`s (a plain value, a signal or a
//! closure), events go out as `Callback`s (a closure). Views inside a piece (`ViewFn`) are closures that return a view.

mod action_bar;
mod announcer;
mod as_of;
mod badge;
mod button;
mod card;
mod cell;
mod checkbox;
mod choice;
mod combobox;
mod date_field;
mod dialog;
mod empty_state;
mod field;
mod figure;
mod icon;
mod ids;
mod keyboard;
mod link_button;
mod list;
mod logo;
mod mark;
mod money_field;
mod notice;
mod number_field;
mod page;
mod progress;
mod segment;
mod select;
mod skip_link;
mod suggestion;
mod switch;
mod tag;
mod text_field;
mod toast;
mod totals;
mod vial;
mod virtual_list;
mod window;

pub use action_bar::ActionBar;
pub use announcer::{Announcer, LiveRegions};
pub use as_of::{Age, AsOf};
pub use badge::Badge;
pub use button::{Button, Look};
pub use card::Card;
pub use cell::{Cell, CellLegend, Origin};
pub use checkbox::Checkbox;
pub use choice::Choice;
pub use combobox::Combobox;
pub use date_field::{DateField, PeriodField};
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use field::{Field, described_by};
pub use figure::Figure;
pub use icon::{Glyph, Icon, Sign};
pub use ids::fresh_id;
pub use keyboard::{arrow_rows, focus, move_focus};
pub use link_button::LinkButton;
pub use list::{Item, List, RowLines};
pub use logo::{Logo, Wordmark};
pub use mark::{Mark, Standing};
pub use money_field::MoneyField;
pub use notice::{Notice, Verdict};
pub use number_field::NumberField;
pub use page::{ListDetail, Page, SideFrom};
pub use progress::Progress;
pub use segment::Segment;
pub use select::Select;
pub use skip_link::SkipLink;
pub use suggestion::Suggestion;
pub use switch::Switch;
pub use tag::{Tag, Tone};
pub use text_field::{TextField, Writing};
pub use toast::{Toast, ToastAction, Toasts, UNDO_SECONDS};
pub use totals::Totals;
pub use vial::{LargeVial, Vial, VialState};
pub use virtual_list::{RowMaker, VirtualList};
pub use window::{rows_in_sight, scroll_to_see};

/// Visible text: fixed, or following a signal.
pub use leptos::text_prop::TextProp as Words;
