//! What keeps a ticket from its last step: a line whose serial is another product's, letters of one that nobody has finished, or a clock
//! that runs. What and what to do, in words; whether a move is legal is the ticket's own rule.

use shared::ids::LineId;
use shared::tickets::RelatedProduct;
use shared::users::Right;

use super::clocks::{Clock, Stops, running};
use super::serial_entry::{self, Typed};
use super::sheet::Sheet;
use crate::messages::{Language, language, tickets};
use crate::pages::sync::others::name_of;

/// A line that waits for somebody, with its place counted from one.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Line {
    place: usize,
    typed: Option<Typed>,
}

/// The first of them: recorded as another product's, or typed and not recorded.
fn first_line(
    lines: &[RelatedProduct],
    typed: impl Fn(&RelatedProduct) -> Option<Typed>,
) -> Option<Line> {
    let waits = |(at, line): (usize, &RelatedProduct)| {
        let typed = typed(line);
        let place = at + 1;
        (typed.is_some() || line.is_blocked()).then_some(Line { place, typed })
    };
    lines.iter().enumerate().find_map(waits)
}

/// Why a line of the ticket waits: what, and what to do.
pub fn for_a_line(sheet: Sheet, language: Language) -> Option<(String, String)> {
    let lines = sheet.part(|ticket| ticket.lines.clone());
    let line = first_line(&lines, |line| serial_entry::typed(sheet, line))?;
    let how = match line.typed {
        Some(Typed::Unfinished) => tickets::finish_serial(language),
        Some(Typed::Held) | None => tickets::mend_serial(language),
    };
    Some((tickets::line_waits(language, line.place), how.to_owned()))
}

/// Letters of any line that stand in no record yet, as a sentence.
pub fn for_letters(sheet: Sheet, language: Language) -> Option<String> {
    let lines = sheet.part(|ticket| ticket.lines.clone());
    let is_typed = |id: LineId| serial_entry::unfinished(sheet, id).is_some();
    let some = lines.iter().any(|line| is_typed(line.id));
    let (what, how) = some.then(|| for_a_line(sheet, language))??;
    Some(format!("{what}. {how}"))
}

/// Why the ticket cannot be resolved yet: what, and what to do.
pub fn to_resolve(sheet: Sheet) -> Option<(String, String)> {
    let language = language();
    if let Some(line) = for_a_line(sheet, language) {
        return Some(line);
    }
    let clock = first_clock(sheet)?;
    let what = match clock.stops {
        Stops::Mine => tickets::clock_runs(language).to_owned(),
        _ => tickets::clock_of(language, &name_of(sheet.app, clock.work.by)),
    };
    let how = match clock.stops {
        Stops::Others => tickets::not_yours_to_stop(language),
        _ => tickets::stop_clock(language),
    };
    Some((what, how.to_owned()))
}

/// The clock that holds the ticket up, one's own before a colleague's.
fn first_clock(sheet: Sheet) -> Option<Clock> {
    let me = sheet.app.login.person().map(|person| person.user);
    let manages = sheet.app.login.has(Right::ManageTickets);
    let clocks = sheet.part(|ticket| running(&ticket.work, me, manages));
    clocks.into_iter().next()
}

/// A colleague's clock that keeps the ticket from being resolved, and that this person may stop.
pub fn theirs_to_stop(sheet: Sheet) -> Option<Clock> {
    let held_back = for_a_line(sheet, language()).is_some();
    let clock = first_clock(sheet).filter(|clock| clock.stops == Stops::Managed);
    clock.filter(|_| !held_back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::ProductId;
    use shared::quantity::Quantity;
    use uuid::Uuid;

    fn line(number: u128) -> RelatedProduct {
        RelatedProduct {
            id: LineId(Uuid::from_u128(number)),
            product: ProductId(Uuid::nil()),
            name: String::new(),
            serial: String::new(),
            quantity: Quantity::pieces(1),
            dates: Default::default(),
            checked: None,
        }
    }

    #[track_caller]
    fn check(typed: [Option<Typed>; 3], expected: Option<(usize, Typed)>) {
        let lines = [line(0), line(1), line(2)];
        let of = |line: &RelatedProduct| typed[line.id.0.as_u128() as usize];
        let expected = expected.map(|(place, typed)| Line {
            place,
            typed: Some(typed),
        });
        assert_eq!(first_line(&lines, of), expected);
    }

    #[test]
    fn the_first_line_whose_letters_stand_in_no_record_waits() {
        check([None, None, None], None);
        check([None, None, Some(Typed::Held)], Some((3, Typed::Held)));
        check(
            [None, Some(Typed::Unfinished), Some(Typed::Held)],
            Some((2, Typed::Unfinished)),
        );
    }
}
