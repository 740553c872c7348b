//! What does this day hold? Visits as blocks above a ticked line, the bubble at now. Knows hours, not dates.

use leptos::prelude::*;

use super::Words;

/// A visit, in minutes after midnight. `next` is the one that comes now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub from: u16,
    pub until: u16,
    pub next: bool,
}

/// The hours a day shows at least.
const USUAL: (u16, u16) = (8, 18);

/// The day on its scale: from 8 to 18, widened when a visit or now lies outside. `sentence` is what a reader hears.
#[component]
pub fn Day(
    #[prop(into)] visits: Signal<Vec<Visit>>,
    #[prop(into)] now: Signal<Option<u16>>,
    #[prop(into)] sentence: Words,
) -> impl IntoView {
    let hours = Memo::new(move |_| visits.with(|visits| hours(visits, now.get())));
    let at = move |minute: u16| share(minute, hours.get());
    let block = move |visit: Visit| {
        let length = move || format!("{:.2}%", at(visit.until) - at(visit.from));
        view! { <span class="day-visit" data-next=visit.next style:inset-inline-start=move || format!("{:.2}%", at(visit.from)) style:inline-size=length></span> }
    };
    let ticks = move || {
        let (first, last) = hours.get();
        (0..=(last - first) * 2)
            .map(|half| view! { <span class="day-tick" data-half=half % 2 == 1></span> })
            .collect_view()
    };
    let names = move || {
        let (first, last) = hours.get();
        (first..=last)
            .step_by(2)
            .map(|hour| view! { <span class="day-hour" style:inset-inline-start=format!("{:.2}%", share(hour * 60, (first, last)))>{hour}</span> })
            .collect_view()
    };
    view! {
        <div class="day" role="img" aria-label=move || sentence.get()>
            <div class="day-visits">{move || visits.get().into_iter().map(block).collect_view()}</div>
            <div class="day-line">{ticks}</div>
            {move || now.get().map(|now| view! { <span class="day-bubble" style:inset-inline-start=format!("{:.2}%", at(now))></span> })}
            <div class="day-hours">{names}</div>
        </div>
    }
}

fn hours(visits: &[Visit], now: Option<u16>) -> (u16, u16) {
    let starts = visits.iter().map(|visit| visit.from).chain(now);
    let ends = visits.iter().map(|visit| visit.until).chain(now);
    let first = starts.map(|minute| minute / 60).fold(USUAL.0, u16::min);
    let last = ends
        .map(|minute| minute.div_ceil(60))
        .fold(USUAL.1, u16::max);
    (first, last.min(24))
}

fn share(minute: u16, (first, last): (u16, u16)) -> f64 {
    let length = f64::from((last - first) * 60);
    ((f64::from(minute) - f64::from(first * 60)) * 100.0 / length).clamp(0.0, 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_visit_widens_the_day() {
        let visit = Visit {
            from: 18 * 60,
            until: 19 * 60 + 30,
            next: false,
        };
        assert_eq!(hours(&[visit], Some(7 * 60 + 10)), (7, 20));
        assert_eq!(hours(&[], None), (8, 18));
    }

    #[test]
    fn noon_stands_at_four_tenths_of_the_usual_day() {
        assert_eq!(share(12 * 60, USUAL), 40.0);
    }
}
