//! Is a commit on the disk before it is answered? Always. A test of just that has it otherwise, in builds with the feature
//! `conformance` alone: without a server that does not flush nobody knows whether the test would notice one.

/// Said as `off`; the product does not read it.
const VARIABLE: &str = "SAHADA_TEST_FLUSHING";

pub(super) fn is_on() -> bool {
    let off = || std::env::var_os(VARIABLE).is_some_and(|said| said == "off");
    !(cfg!(feature = "conformance") && off())
}
