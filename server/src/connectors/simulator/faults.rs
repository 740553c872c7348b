//! Switchable faults of the built-in ERP: which call goes wrong next, and how. Does not know what a document is.

use serde::{Deserialize, Serialize};

/// What goes wrong. Those that concern a document's effect do nothing to a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The work is done at once, the answer comes late.
    Slow {
        milliseconds: u64,
    },
    /// Nobody listens: no effect, no answer.
    Down,
    /// The request is lost on its way: no effect, no answer.
    LosesRequest,
    /// The effect happened, the answer is lost.
    LosesAnswer,
    /// No answer, and the effect happens that much later, never later than the ERP's promise.
    Late {
        milliseconds: u64,
    },
    Refuses {
        reason: String,
    },
    /// Only the first half of the lines arrived; no answer.
    HalfDone,
    /// The ERP computes another total.
    WrongTotals,
    /// The ERP made the document and then refuses its own second try because the reference is taken.
    DuplicateReference,
}

/// Which calls a fault waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    #[default]
    Any,
    Figures,
    Send,
    LookUp,
}

/// One fault that waits for its call; without `times` it stays until it is taken away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Planned {
    #[serde(flatten)]
    pub fault: Fault,
    #[serde(default)]
    pub on: Call,
    #[serde(default)]
    pub times: Option<u32>,
}

/// The faults that wait, in the order they were planned.
#[derive(Debug, Default)]
pub struct Faults(Vec<Planned>);

impl Faults {
    pub fn plan(&mut self, planned: Planned) {
        if planned.times != Some(0) {
            self.0.push(planned);
        }
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn waiting(&self) -> &[Planned] {
        &self.0
    }

    /// The fault of this call, used up by one.
    pub fn next(&mut self, call: Call) -> Option<Fault> {
        let fits = |planned: &Planned| planned.on == Call::Any || planned.on == call;
        let at = self.0.iter().position(fits)?;
        let planned = &mut self.0[at];
        let fault = planned.fault.clone();
        if let Some(times) = &mut planned.times {
            *times -= 1;
            if *times == 0 {
                self.0.remove(at);
            }
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_used_up_by_its_calls_and_leaves_others_alone() {
        let mut faults = Faults::default();
        faults.plan(Planned {
            fault: Fault::Down,
            on: Call::Send,
            times: Some(2),
        });
        assert_eq!(faults.next(Call::LookUp), None);
        assert_eq!(faults.next(Call::Send), Some(Fault::Down));
        assert_eq!(faults.next(Call::Send), Some(Fault::Down));
        assert_eq!(faults.next(Call::Send), None);
    }

    #[test]
    fn a_fault_is_read_as_people_write_it() {
        let text = r#"{"fault":"slow","milliseconds":200,"on":"figures","times":1}"#;
        let planned: Planned = serde_json::from_str(text).expect("readable");
        assert_eq!(planned.fault, Fault::Slow { milliseconds: 200 });
        assert_eq!(planned.on, Call::Figures);
    }
}
