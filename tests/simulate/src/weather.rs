//! What one device's disk suffers, and how long its transactions take.

use crate::link::Line;
use device::store::model::{Access, Database, Fate, Weather};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// The weather over one device.
pub struct Storms(pub Rc<Line>);

impl Weather for Storms {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let line = &self.0;
        Box::pin(line.clock.sleep(line.chance.between(0, 4)))
    }

    fn fate(&self, _: Database, kind: Access) -> Fate {
        let (line, swarm) = (&self.0, &self.0.swarm);
        let strikes = |share| !line.calm.get() && line.chance.per_mille(share);
        let mut struck = line.struck.borrow_mut();
        if strikes(swarm.transaction_aborted) {
            struck.transaction_aborted += 1;
            return Fate::Aborts;
        }
        if kind == Access::Write && strikes(swarm.disk_full) {
            struck.disk_full += 1;
            return Fate::Quota;
        }
        if strikes(swarm.storage_closed) {
            struck.storage_closed += 1;
            return Fate::Closes;
        }
        Fate::Fine
    }
}
