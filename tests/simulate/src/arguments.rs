//! What was asked on the command line.

#[derive(Debug, Clone)]
pub struct Asked {
    /// The first seed.
    pub seed: u64,
    pub seeds: u64,
    pub events: u64,
    /// No new run is begun after so long.
    pub minutes: Option<u64>,
    pub threads: usize,
    /// Print what happens.
    pub tell: bool,
    /// Show that the net catches bugs planted on purpose.
    pub planted: bool,
    /// Nothing but one line a seed, to be held against that of another build.
    pub lines: bool,
    /// Only that one of them, and tell its first run that is caught.
    pub bug: Option<String>,
}

impl Asked {
    pub fn read(words: impl Iterator<Item = String>) -> Result<Asked, String> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut asked = Asked {
            seed: 1,
            seeds: 1000,
            events: 600,
            minutes: None,
            threads,
            tell: false,
            planted: false,
            lines: false,
            bug: None,
        };
        let mut words = words;
        while let Some(word) = words.next() {
            if word == "--planted" {
                asked.planted = true;
                continue;
            }
            if word == "--lines" {
                asked.lines = true;
                continue;
            }
            if word == "--bug" {
                asked.planted = true;
                asked.bug = words.next();
                continue;
            }
            let value = words.next().and_then(|value| value.parse().ok());
            let value: u64 = value.ok_or(format!("{word} needs a number behind it"))?;
            match word.as_str() {
                "--seed" => asked.seed = value,
                "--seeds" => asked.seeds = value,
                "--events" => asked.events = value,
                "--minutes" => asked.minutes = Some(value),
                "--tell" => asked.tell = value > 0,
                "--threads" => asked.threads = value.clamp(1, 64) as usize,
                _ => {
                    return Err(format!(
                        "{word} is not known; there are --seed, --seeds, --events, --minutes, --threads, --tell, --planted, --bug, --lines"
                    ));
                }
            }
        }
        Ok(asked)
    }
}
