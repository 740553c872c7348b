//! The day that a warranty is counted from, where no document says it: installed, written down by hand, or made (PRD-09).

use leptos::prelude::*;
use shared::calendar::Day;
use shared::edit::Edit;
use shared::ids::LineId;
use shared::products::{Product, WarrantyStart};
use shared::tickets::change::LineField;
use shared::tickets::{Change, RelatedProduct};
use shared::warranty::Dates;

use super::checked::{self, Line as Asked};
use super::sheet::Sheet;
use crate::kit::DateField;
use crate::messages::{language, products};

/// The day of a line that this start counts from; `None`: a document's.
fn of(dates: &mut Dates, start: WarrantyStart) -> Option<&mut Option<Day>> {
    match start {
        WarrantyStart::Shipment | WarrantyStart::Dispatch | WarrantyStart::Invoice => None,
        WarrantyStart::Installation => Some(&mut dates.installed),
        WarrantyStart::ByHand => Some(&mut dates.by_hand),
        WarrantyStart::Production => Some(&mut dates.produced),
    }
}

/// Nothing for a product whose documents say it.
#[component]
pub fn StartEntry(sheet: Sheet, id: LineId, line: Memo<Option<RelatedProduct>>) -> impl IntoView {
    let device = sheet.app.device;
    let asked = Memo::new(move |_| {
        let product = line.with(|line| line.as_ref().map(|line| line.product))?;
        let start = device.get::<Product>(product)?.warranty?.start;
        of(&mut Dates::default(), start).map(|_| start)
    });
    let read_only = Signal::derive(move || !sheet.is_open());
    move || {
        let start = asked.get()?;
        let value = move || {
            let dates = line.with(|line| line.as_ref().map(|line| line.dates));
            let day = of(&mut dates.unwrap_or_default(), start).and_then(|day| *day);
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let label = move || products::starts_on(language(), start).to_owned();
        let choose = move |edit: Edit<String>| enter(sheet, id, start, edit);
        Some(
            view! { <DateField label=label value=Signal::derive(value) on_change=choose problem=sheet.trouble.at(kept_as(id)) read_only=read_only /> },
        )
    }
}

/// Its name among the fields of the page.
fn kept_as(id: LineId) -> String {
    format!("{id}/start")
}

/// With what the warranty is by then, as this device sees it.
fn enter(sheet: Sheet, id: LineId, start: WarrantyStart, written: Edit<String>) {
    sheet.change(Some(kept_as(id)), move |ticket| {
        let line = ticket.line(id)?;
        let (mut was, mut dates) = (line.dates, line.dates);
        *of(&mut was, start)? = Day::parse(&written.was).ok();
        *of(&mut dates, start)? = Day::parse(&written.now).ok();
        let asked = Asked {
            serial: &line.serial,
            product: line.product,
            dates,
            reported: ticket.reported,
        };
        let register = sheet.register.get_untracked();
        let field = LineField::Dates {
            edit: Edit::new(was, dates),
            shown: checked::checked(sheet.app, &register, asked),
        };
        (line.dates != dates).then_some(Change::LineEdited {
            ticket: sheet.id,
            line: id,
            field,
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_start_that_no_document_says_has_a_day_of_its_own() {
        let mut dates = Dates::default();
        let starts = [
            WarrantyStart::Installation,
            WarrantyStart::ByHand,
            WarrantyStart::Production,
        ];
        for (start, day) in starts
            .into_iter()
            .zip(["2026-01-01", "2026-01-02", "2026-01-03"])
        {
            let day = Day::parse(day).ok();
            *of(&mut dates, start).expect("it is asked for") = day;
            assert_eq!(dates.start(start), day);
        }
        assert!(of(&mut dates, WarrantyStart::Shipment).is_none());
    }
}
