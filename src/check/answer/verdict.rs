/// What is known of a check that the API makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It passes.
    Accepted,
    /// It fails with this message.
    Refused(String),
    /// It may fail, or fails with a message that is not known.
    Unsure,
}

impl Verdict {
    /// Refused with that message where something is so, and accepted otherwise.
    pub(super) fn refused_if(fails: bool, message: &str) -> Verdict {
        if fails { Verdict::Refused(message.to_owned()) } else { Verdict::Accepted }
    }

    pub(super) fn unsure_if(is_unsure: bool) -> Verdict {
        if is_unsure { Verdict::Unsure } else { Verdict::Accepted }
    }

    /// This one, or the next where this one passes: steps of which the first that fails tells.
    pub(super) fn or(self, next: impl FnOnce() -> Verdict) -> Verdict {
        if self == Verdict::Accepted { next() } else { self }
    }

    /// Both, made in an order that is not known.
    pub(super) fn beside(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Verdict::Accepted, only) | (only, Verdict::Accepted) => only,
            (one, other) if one == other => one,
            _ => Verdict::Unsure,
        }
    }

    /// All of them, where every failure has the same message: one that is certain is enough.
    pub(super) fn any(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let mut all = Verdict::Accepted;
        for verdict in verdicts {
            match verdict {
                Verdict::Refused(_) => return verdict,
                Verdict::Unsure => all = Verdict::Unsure,
                Verdict::Accepted => {}
            }
        }
        all
    }

    /// All of them, made in an order that is not known.
    pub(super) fn all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        verdicts.into_iter().fold(Verdict::Accepted, Verdict::beside)
    }
}
