//! What becomes of each document when a return is cancelled: reversed, or kept for a reason (RMA-25). The two of an exchange are
//! answered for together. A plain value; the dialog wires its fields to it.

use std::collections::BTreeMap;

use shared::ids::DocumentId;
use shared::rma::change::Settled;
use shared::rma::{Operation, Part};

/// Documents that share their fate.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub documents: Vec<(DocumentId, Part)>,
    /// An ERP has one of them: it cannot be reversed here.
    pub in_erp: bool,
    /// `None`: reversed.
    pub kept_for: Option<String>,
}

impl Group {
    /// By its first document.
    pub fn id(&self) -> DocumentId {
        self.documents[0].0
    }
}

/// What was chosen, by group: `None` to reverse, or the reason to keep.
pub type Chosen = BTreeMap<DocumentId, Option<String>>;

/// The groups with what was chosen for them; what an ERP has is kept whatever was chosen before it had it.
pub fn answered(mut groups: Vec<Group>, chosen: &Chosen) -> Vec<Group> {
    for group in &mut groups {
        if let Some(kept_for) = chosen.get(&group.id()) {
            let reason = kept_for.clone();
            group.kept_for = reason.or_else(|| group.in_erp.then(String::new));
        }
    }
    groups
}

/// Every document that stands, in the order they were made.
pub fn groups(operation: &Operation, in_erp: impl Fn(DocumentId) -> bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for made in operation.unsettled() {
        let exchange = made.part != Part::StockOperation;
        let of_exchange = |group: &&mut Group| {
            let mut parts = group.documents.iter();
            exchange && parts.any(|(_, part)| *part != Part::StockOperation)
        };
        let one = (made.document, made.part);
        match groups.iter_mut().find(of_exchange) {
            Some(pair) => {
                pair.documents.push(one);
                pair.in_erp |= in_erp(made.document);
            }
            None => groups.push(Group {
                documents: vec![one],
                in_erp: in_erp(made.document),
                kept_for: None,
            }),
        }
    }
    for group in &mut groups {
        group.kept_for = group.in_erp.then(String::new);
    }
    groups
}

/// Whatever is kept has a reason.
pub fn is_complete(groups: &[Group]) -> bool {
    let reason = |group: &Group| {
        group
            .kept_for
            .as_ref()
            .is_none_or(|why| !why.trim().is_empty())
    };
    groups.iter().all(reason)
}

pub fn settled(groups: &[Group]) -> Vec<Settled> {
    let of_group = |group: &Group| {
        let reason = group.kept_for.clone();
        let documents = group.documents.clone().into_iter();
        documents.map(move |(document, _)| Settled {
            document,
            reason: reason.clone(),
        })
    };
    groups.iter().flat_map(of_group).collect()
}

#[cfg(test)]
mod tests {
    use super::super::way::tests::operation;
    use super::*;
    use shared::ids::{Id, StepId};
    use shared::rma::{Made, Standing};
    use uuid::Uuid;

    const PARTS: [Part; 3] = [Part::StockOperation, Part::SaleReturn, Part::NewSale];

    fn id(nth: usize) -> DocumentId {
        DocumentId::from_uuid(Uuid::from_u128(nth as u128))
    }

    fn with_all() -> Operation {
        let made = |(nth, part): (usize, Part)| Made {
            document: id(nth),
            part,
            step: StepId::from_uuid(Uuid::nil()),
            standing: Standing::Stands,
        };
        Operation {
            documents: PARTS.into_iter().enumerate().map(made).collect(),
            ..operation(None, &[])
        }
    }

    #[test]
    fn the_two_documents_of_an_exchange_are_answered_for_together() {
        let groups = groups(&with_all(), |_| false);
        let kept = Chosen::from([(id(1), Some("the customer keeps it".to_owned()))]);
        let answers = settled(&answered(groups, &kept));
        let reasons: Vec<bool> = answers.iter().map(|one| one.reason.is_some()).collect();
        assert_eq!(reasons, [false, true, true]);
    }

    #[test]
    fn what_an_erp_has_is_kept_and_asks_for_a_reason() {
        let stand = groups(&with_all(), |document| document == id(0));
        assert!(!is_complete(&stand));
        let reversed = answered(stand.clone(), &Chosen::from([(id(0), None)]));
        assert!(!is_complete(&reversed));
        let kept = answered(stand, &Chosen::from([(id(0), Some("used".to_owned()))]));
        assert!(is_complete(&kept));
    }
}
