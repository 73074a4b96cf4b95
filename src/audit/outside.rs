//! What is known of a log from outside it: codes on paper, heads, and other copies
//! (audit-log §4.6, §4.7). The only cure for a tail that was cut off and for a history that was
//! written anew.

use super::digest::Digest;
use super::finding::{Finding, FindingKind, Source};
use super::given_code::GivenCode;

/// Something that was written down outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Forty digits, or the first twenty.
    Code(GivenCode),
    /// The digest of some line.
    Head(Digest),
    /// The digest of this line.
    Mark(u64, Digest),
}

impl Claim {
    /// Reads `HEX` or `N:HEX`.
    #[must_use]
    pub fn parse_head(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None => Digest::parse(text).map(Self::Head),
            Some((line, head)) => Some(Self::Mark(line.parse().ok()?, Digest::parse(head)?)),
        }
    }
}

/// What became of a claim in one log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// No line has it.
    Nowhere,
    /// This line has it.
    At(u64),
    /// The line that it names has another digest.
    Contradicted,
    /// The line that it names has another digest, and this line has the one that was given.
    Elsewhere(u64),
}

/// The claims, and what became of them so far.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    claims: Vec<(Claim, Met)>,
}

impl Claims {
    /// None of them met yet.
    #[must_use]
    pub fn new(claims: Vec<Claim>) -> Self {
        Self { claims: claims.into_iter().map(|claim| (claim, Met::Nowhere)).collect() }
    }

    /// Takes the digest of the next line.
    pub fn take(&mut self, line: u64, head: Digest) {
        for (claim, met) in &mut self.claims {
            let is_it = match claim {
                Claim::Code(code) => code.fits(head),
                Claim::Head(wanted) => *wanted == head,
                Claim::Mark(of, wanted) => {
                    *met = match (*of == line, *wanted == head) {
                        (true, true) => Met::At(line),
                        (false, true) if !matches!(met, Met::At(_)) => Met::Elsewhere(line),
                        (true, false) if *met == Met::Nowhere => Met::Contradicted,
                        _ => *met,
                    };
                    continue;
                }
            };
            if is_it {
                *met = Met::At(line);
            }
        }
    }

    /// Each with what became of it, in the order in which they were given.
    #[must_use]
    pub fn met(&self) -> &[(Claim, Met)] {
        &self.claims
    }

    /// What a claim that was not met says about a log; `given` is how it was spelled.
    #[must_use]
    pub fn finding(claim: &Claim, met: Met, given: &str) -> Option<Finding> {
        let given = given.to_owned();
        let source = Source::Given(given.clone());
        let (line, kind) = match (claim, met) {
            (_, Met::At(_)) => return None,
            (Claim::Mark(seq, _), Met::Elsewhere(line)) => {
                (Some(line), FindingKind::ClaimElsewhere { given, seq: *seq })
            }
            (Claim::Mark(line, _), Met::Contradicted) => {
                (Some(*line), FindingKind::Rewritten { source })
            }
            (Claim::Mark(seq, _), _) => (None, FindingKind::LostTail { seq: *seq, source }),
            _ => (None, FindingKind::ClaimUnknown { given }),
        };
        Some(Finding { line, kind })
    }
}

/// The way of a log, for comparing copies and what others saw of it: the whole digest of each line.
/// A part of it would not do: whoever prepares two histories finds two that agree in 64 bits.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    steps: Vec<Digest>,
}

/// How one copy relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same lines.
    Same,
    /// The first is the beginning of the second, which has this many lines more.
    Beginning(u64),
    /// The second is the beginning of the first, which has this many lines more.
    Longer(u64),
    /// They differ from this line on.
    Fork(u64),
}

impl Way {
    /// Takes the digest of the next line.
    pub fn take(&mut self, head: Digest) {
        self.steps.push(head);
    }

    /// How many lines.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.steps.len() as u64
    }

    /// Whether line `n` has this digest; none when the log has no such line.
    #[must_use]
    pub fn has(&self, n: u64, head: Digest) -> Option<bool> {
        let at = usize::try_from(n).ok()?.checked_sub(1)?;
        self.steps.get(at).map(|step| *step == head)
    }

    /// The digest of the last line; zero before the first.
    #[must_use]
    pub fn head(&self) -> Digest {
        self.steps.last().copied().unwrap_or(Digest::ZERO)
    }

    /// With how many lines both begin.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> u64 {
        self.steps.iter().zip(&other.steps).take_while(|(a, b)| a == b).count() as u64
    }

    /// Whether these are the first lines of `other`, or all of them.
    #[must_use]
    pub fn is_beginning_of(&self, other: &Self) -> bool {
        self.shared_with(other) == self.lines()
    }

    /// Compares two copies of one writer's log.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Likeness {
        let parted = self.steps.iter().zip(&other.steps).position(|(a, b)| a != b);
        if let Some(at) = parted {
            return Likeness::Fork(at as u64 + 1);
        }
        let (mine, theirs) = (self.lines(), other.lines());
        match mine.cmp(&theirs) {
            std::cmp::Ordering::Less => Likeness::Beginning(theirs - mine),
            std::cmp::Ordering::Greater => Likeness::Longer(mine - theirs),
            std::cmp::Ordering::Equal => Likeness::Same,
        }
    }
}
