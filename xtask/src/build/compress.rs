//! Brotli and gzip beside every file that gains from it. Results are kept by content, so each content is packed once.

use super::site::hash_of;
use crate::places;
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The best quality takes seconds for the module, so only what ships pays for it.
const QUALITY_SHIPPED: i32 = 11;
const QUALITY_QUICK: i32 = 5;
const KEPT_FOR: Duration = Duration::from_secs(3 * 24 * 60 * 60);

pub fn all(files: &BTreeMap<String, Vec<u8>>, ships: bool) -> Result<BTreeMap<String, Vec<u8>>> {
    let kept = places::kept().join("compressed");
    fs::create_dir_all(&kept)?;
    forget_old(&kept)?;
    let mut compressed = BTreeMap::new();
    for (name, content) in files.iter().filter(|(name, content)| gains(name, content)) {
        let quality = if ships || content.len() < 100_000 {
            QUALITY_SHIPPED
        } else {
            QUALITY_QUICK
        };
        let path = kept.join(format!("{}.br{quality}", hash_of(content)));
        compressed.insert(
            format!("{name}.br"),
            once(&path, || brotli(content, quality))?,
        );
        let path = kept.join(format!("{}.gz", hash_of(content)));
        compressed.insert(format!("{name}.gz"), once(&path, || gzip(content))?);
    }
    Ok(compressed)
}

/// Fonts and pictures are packed already; tiny files gain nothing.
fn gains(name: &str, content: &[u8]) -> bool {
    let packed = ["woff2", "png", "jpg", "webp"]
        .iter()
        .any(|ending| name.ends_with(ending));
    !packed && content.len() > 512
}

fn once(path: &Path, work: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    if let Ok(kept) = fs::read(path) {
        return Ok(kept);
    }
    let made = work()?;
    // through a second name, so that a call cut short leaves no half file
    let half = path.with_extension("half");
    fs::write(&half, &made)?;
    fs::rename(half, path)?;
    Ok(made)
}

fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut made = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut made, &parameters)?;
    Ok(made)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn forget_old(kept: &Path) -> Result<()> {
    for entry in fs::read_dir(kept)? {
        let entry = entry?;
        let age = SystemTime::now()
            .duration_since(entry.metadata()?.modified()?)
            .unwrap_or_default();
        if age > KEPT_FOR {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
