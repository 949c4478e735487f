//! What is asked before anybody signs in, and how it was answered: one line for each question, whichever adapter asked.

use std::time::Duration;

use crate::Problem;

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Good.
    Ok,
    /// Works, but look at it.
    Warning,
    /// Will not work.
    Failed,
    /// Could not be asked.
    Skipped,
}

impl Answer {
    /// The word in events and on the window's side.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// One line of the preflight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// A stable name; the Fluent message `preflight-{check}` says what was asked.
    pub check: &'static str,
    /// The answer.
    pub answer: Answer,
    /// Why it is not good.
    pub problem: Option<Problem>,
    /// What was seen.
    pub seen: Option<String>,
    /// How long it took to see it.
    pub elapsed: Duration,
}

impl Line {
    /// A line with nothing but its answer.
    #[must_use]
    pub const fn new(check: &'static str, answer: Answer) -> Self {
        Self { check, answer, problem: None, seen: None, elapsed: Duration::ZERO }
    }

    /// With the reason why it is not good.
    #[must_use]
    pub fn because(mut self, problem: Problem) -> Self {
        self.problem = Some(problem);
        self
    }
}
