//! Does an ERP know a product, so that what its documents say of a number can be compared (SER-03)? One rule for the server, which has
//! every integration set, and for a device, which has those its person was given.

use crate::ids::SetId;
use crate::products::Product;

/// Which integration sets are on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ActiveSets {
    /// These and no other.
    All(Vec<SetId>),
    /// A device: of those that are not aboard any may be on.
    Aboard { on: Vec<SetId>, off: Vec<SetId> },
}

impl ActiveSets {
    /// The product is linked with one that is on; a link with one that was switched off counts for nothing.
    pub fn know(&self, card: &Product) -> bool {
        let may_be_on = |set: &SetId| match self {
            ActiveSets::All(on) => on.contains(set),
            ActiveSets::Aboard { off, .. } => !off.contains(set),
        };
        card.links.iter().any(|link| may_be_on(&link.set))
    }

    /// An ERP mirrors its shipments here, so that what no document says was not shipped. Where none is seen to be on, the products of a
    /// number tell.
    pub fn mirror<'a>(&self, cards: impl IntoIterator<Item = &'a Product>) -> bool {
        match self {
            ActiveSets::All(on) => !on.is_empty(),
            ActiveSets::Aboard { on, .. } => {
                !on.is_empty() || cards.into_iter().any(|card| self.know(card))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrations::Link;
    use crate::money::Currency;
    use uuid::Uuid;

    const LOGO: SetId = SetId(Uuid::from_u128(1));
    const NETSIS: SetId = SetId(Uuid::from_u128(2));

    fn linked(set: SetId) -> Product {
        let mut card = Product::blank("HK-40", Currency::EUR);
        let reference = "HK40".to_owned();
        card.links = vec![Link { set, reference }];
        card
    }

    #[test]
    fn a_link_counts_while_its_set_is_on() {
        let server = ActiveSets::All(vec![LOGO]);
        assert!(server.know(&linked(LOGO)) && !server.know(&linked(NETSIS)));
        let aboard = |on, off| ActiveSets::Aboard { on, off };
        assert!(!aboard(vec![LOGO], vec![NETSIS]).know(&linked(NETSIS)));
        assert!(!server.know(&Product::blank("HK-50", Currency::EUR)));
    }

    #[test]
    fn a_set_that_is_not_aboard_may_be_on() {
        let technician = ActiveSets::Aboard {
            on: Vec::new(),
            off: vec![LOGO],
        };
        assert!(technician.know(&linked(NETSIS)));
        assert!(technician.mirror([&linked(NETSIS)]));
        assert!(!technician.mirror([&linked(LOGO)]) && !technician.mirror([]));
    }

    #[test]
    fn an_erp_that_is_on_mirrors_what_it_does_not_know_too() {
        let strange = linked(NETSIS);
        assert!(ActiveSets::All(vec![LOGO]).mirror([&strange]));
        assert!(!ActiveSets::All(Vec::new()).mirror([&strange]));
        let given = ActiveSets::Aboard {
            on: vec![LOGO],
            off: Vec::new(),
        };
        assert!(given.mirror([]));
    }
}
