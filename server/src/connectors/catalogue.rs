//! Which connectors exist, by the kind of ERP a set names. Does not know what they do.

use super::Connector;
use super::simulator::Simulator;
use shared::integrations::{ErpKind, IntegrationSet};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Catalogue {
    connectors: BTreeMap<ErpKind, Arc<dyn Connector>>,
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

    pub fn with(mut self, kind: ErpKind, connector: Arc<dyn Connector>) -> Self {
        self.connectors.insert(kind, connector);
        self
    }

    /// The built-in ERP takes part: for demos and tests only.
    pub fn with_simulator(mut self, simulator: Arc<Simulator>) -> Self {
        self.simulator = Some(simulator.clone());
        self.with(ErpKind::Simulator, simulator)
    }

    pub fn simulator(&self) -> Option<&Arc<Simulator>> {
        self.simulator.as_ref()
    }

    pub fn choose(&self, set: &IntegrationSet) -> Chosen {
        if !set.active {
            return Chosen::Inactive;
        }
        match self.connectors.get(&set.erp) {
            Some(connector) => Chosen::Connector(connector.clone()),
            None => Chosen::NotBuiltIn(set.erp),
        }
    }

    /// How long one piece of work at the slowest of them may take: three calls, and the time a lost one needs to settle.
    pub fn work_takes_at_most(&self) -> Duration {
        let of = |connector: &Arc<dyn Connector>| {
            let capabilities = connector.capabilities();
            capabilities.answers_within * 4 + capabilities.settles_within
        };
        let slowest = self.connectors.values().map(of).max();
        slowest.unwrap_or(Duration::from_secs(30))
    }
}
