//! The built-in ERP's own file: one JSON line for everything it did, flushed before it answers, so that it survives our server.

use super::books::{Booked, UnderWay};
use super::cards::{AccountCard, ProductCard};
use serde::{Deserialize, Serialize};
use shared::integrations::NeutralDocument;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    Product {
        card: ProductCard,
    },
    Account {
        card: AccountCard,
    },
    TakenIn {
        request: UnderWay,
    },
    /// The first request under way is settled; what became of it follows as an event of its own.
    Landed,
    Booked {
        document: Booked,
    },
    /// By hand, by somebody who works there.
    Corrected {
        reference: String,
        document: NeutralDocument,
    },
    /// By hand as well: what was taken back on our side.
    Cancelled {
        reference: String,
    },
}

pub struct Journal(File);

impl Journal {
    /// Opens the file and tells everything in it. A last line that was cut off by a power loss was never answered for, so it goes.
    pub fn open(path: &Path, mut tell: impl FnMut(Event)) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let mut file = options.create(true).read(true).append(true).open(path)?;
        let mut whole = 0;
        let mut lines = BufReader::new(&file);
        let mut line = String::new();
        while lines.read_line(&mut line)? > 0 {
            let Ok(event) = serde_json::from_str(&line) else {
                break;
            };
            if !line.ends_with('\n') {
                break;
            }
            whole += line.len() as u64;
            tell(event);
            line.clear();
        }
        file.set_len(whole)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self(file))
    }

    pub fn write(&mut self, events: &[Event]) -> io::Result<()> {
        let mut text = Vec::new();
        for event in events {
            serde_json::to_writer(&mut text, event)?;
            text.push(b'\n');
        }
        self.0.write_all(&text)?;
        self.0.sync_data()
    }
}
