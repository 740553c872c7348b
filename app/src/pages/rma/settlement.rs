//! What becomes of each document when a return is cancelled: reversed, or kept for a reason (RMA-25). The two of an exchange are
//! answered for together. A plain value; the dialog wires its fields to it.

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
