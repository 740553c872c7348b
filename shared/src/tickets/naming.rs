//! What the company calls a ticket's states, and the order in which it offers them (TCK-06): settings, so that they are aboard. What a
//! state means, and which moves are legal, nobody sets.

use super::status::Status;
use crate::text::Language;

/// The names of all states by commas, as [`order`] reads them.
pub const ORDER: &str = "ticket.states.order";

/// The setting with the company's own name of a state for readers of a language; empty: our words.
pub fn name_of(status: Status, language: Language) -> String {
    format!("ticket.state.{}.{}", status.name(), language.code())
}

/// Every state once: those the setting names in its order, then the others as usual. What is no state is passed over.
pub fn order(set: &str) -> Vec<Status> {
    let named = set.split(',');
    let named = named.filter_map(|name| Status::from_name(name.trim()));
    let mut order: Vec<Status> = Vec::new();
    for status in named.chain(Status::ALL) {
        if !order.contains(&status) {
            order.push(status);
        }
    }
    order
}

/// The setting after one state changed places with the one before it; the first stays.
pub fn raised(set: &str, status: Status) -> String {
    let mut order = order(set);
    let at = order.iter().position(|other| *other == status);
    if let Some(at) = at.filter(|at| *at > 0) {
        order.swap(at - 1, at);
    }
    let names: Vec<&str> = order.into_iter().map(Status::name).collect();
    names.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::status::WaitingFor;

    #[test]
    fn every_state_stands_in_the_order_once_whatever_was_set() {
        assert_eq!(order(""), Status::ALL);
        let set = order("closed, waiting_part,nonsense,closed");
        let part = Status::Waiting(WaitingFor::Part);
        assert_eq!(
            set[..4],
            [Status::Closed, part, Status::New, Status::Assigned]
        );
        assert_eq!(set.len(), Status::ALL.len());
    }

    #[test]
    fn a_state_changes_places_with_the_one_before_it() {
        let once = raised("", Status::Assigned);
        assert_eq!(
            order(&once)[..3],
            [Status::Assigned, Status::New, Status::OnTheWay]
        );
        assert_eq!(raised(&once, Status::Assigned), once, "it is the first");
        assert_eq!(order(&raised(&once, Status::New)), Status::ALL);
    }

    #[test]
    fn each_state_has_a_name_for_each_language() {
        let key = name_of(Status::Waiting(WaitingFor::Part), Language::Lt);
        assert_eq!(key, "ticket.state.waiting_part.lt");
    }
}
