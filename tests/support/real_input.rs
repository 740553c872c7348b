//! Real files that nobody of this project wrote, where they are present.
//! Every test passes without them; with them it checks more.

use std::path::PathBuf;

/// Names the folder of the real files when they lie elsewhere.
pub const FOLDER: &str = "SAHADA_REAL_INPUT";

/// A file of the AdventureWorks LT sample company, or nothing where the folder is missing.
pub fn adventureworks(file: &str) -> Option<Vec<u8>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os(FOLDER).map_or(beside, PathBuf::from);
    std::fs::read(folder.join("adventureworks-lt").join(file)).ok()
}
