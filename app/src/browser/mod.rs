//! The browser's own doors: clock, randomness, network state, storage, tabs, files, camera, paper, formats.
//! Each is opened in one file only. Knows nothing of records, rules or pages.

pub mod appearance;
pub mod camera;
pub mod clock;
pub mod codes;
pub mod events;
pub mod files;
pub mod focus;
pub mod keep;
pub mod locale;
pub mod locks;
pub mod online;
pub mod page;
pub mod printing;
pub mod random;
pub mod storage;
pub mod tabs;
pub mod timer;
pub mod update;
