//! One device: what it keeps and how it speaks with the server, as steps over two contracts, a store and a server. Knows no
//! browser, no clock and no network, so the same steps run in the app, in tests and in the simulator.
//!
//! * [`store`]: what lies on the disk, and what a store promises about it.
//! * [`sync`]: push, pull, compare, trim, hand in; what tabs say to each other.

pub mod store;
pub mod sync;
