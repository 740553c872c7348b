//! Which connectors exist, by the kind of ERP a set names. Does not know what they do.

use super::Connector;
use super::simulator::Simulator;
use shared::integrations::{ErpKind, IntegrationSet};
use std::sync::Arc;

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Catalogue {
    simulator: Option<Arc<Simulator>>,
}

/// Who speaks for a set, or why nobody does.
pub enum Chosen {
    Connector(Arc<dyn Connector>),
    /// The set is switched off.
    Inactive,
    /// This server has no connector of that kind.
    NotBuiltIn(ErpKind),
}

impl Catalogue {
    pub fn new() -> Self {
        Self::default()
    }

    /// The built-in ERP takes part: for demos and tests only.
    pub fn with_simulator(mut self, simulator: Arc<Simulator>) -> Self {
        self.simulator = Some(simulator);
        self
    }

    pub fn simulator(&self) -> Option<&Arc<Simulator>> {
        self.simulator.as_ref()
    }

    pub fn choose(&self, set: &IntegrationSet) -> Chosen {
        if !set.active {
            return Chosen::Inactive;
        }
        match (set.erp, &self.simulator) {
            (ErpKind::Simulator, Some(simulator)) => Chosen::Connector(simulator.clone()),
            (kind, _) => Chosen::NotBuiltIn(kind),
        }
    }
}
