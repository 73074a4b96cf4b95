//! A verdict as text for a person and as JSON for a program.
//!
//! Four verdicts, never a single word "valid" (audit-log §1.6). The names of the JSON members are a
//! contract. Values in, text out: which files were read is not known here.

use serde_json::{Value, json};

use crate::audit::{CodeMatch, FaultKind, Outcome, Verdict};
use crate::domain::text::Lang;
use crate::i18n::verify::{FaultText, Faults, Verify};
use crate::i18n::{Catalogue, fill};

/// Columns that a line may take.
const COLUMNS: usize = 80;

/// The verdict for a person, in lines of at most 80 columns.
#[must_use]
pub fn human(verdict: &Verdict, lang: Lang) -> String {
    let t = &Catalogue::of(lang).verify;
    let mut page = Page::new(t);
    page.row(&t.label.intact, outcome_text(t, verdict.outcome()));
    page.row(&t.label.complete, &complete(t, verdict));
    page.row(&t.label.attributed, &t.attributed);
    page.row(&t.label.clock, &t.clock);
    page.gap();
    trouble(&mut page, t, verdict);
    page.row(&t.label.head, &verdict.head.digest.to_string());
    page.row(&t.label.code, &verdict.head.digest.spoken_code().to_string());
    if verdict.withheld_fields + verdict.withheld_lines > 0 {
        let texts = verdict.withheld_fields.to_string();
        let lines = verdict.withheld_lines.to_string();
        page.row(&t.label.withheld, &fill(&t.withheld, &[("texts", &texts), ("lines", &lines)]));
    }
    if verdict.superseded_bytes > 0 {
        page.row(&t.label.note, &counted(&t.superseded, verdict.superseded_bytes));
    }
    page.text
}

/// What happened, what is safe, what to do; nothing when all is well.
fn trouble(page: &mut Page, t: &Verify, verdict: &Verdict) {
    let code_is_lost = verdict.code == Some(CodeMatch::NotFound);
    if let Some(fault) = verdict.fault {
        let text = fault_text(&t.fault, fault.kind);
        page.row(&t.label.what, &format!("{} {}", counted(&t.at_line, fault.line), text.what));
        if verdict.is_tail && verdict.torn_bytes > 0 {
            page.row("", &counted(&t.torn, verdict.torn_bytes));
        }
        page.row(&t.label.safe, &lines(t, verdict.head.lines));
        page.row(&t.label.todo, &text.todo);
    } else if code_is_lost {
        page.row(&t.label.what, &t.code_lost);
        page.row(&t.label.safe, &lines(t, verdict.head.lines));
        page.row(&t.label.todo, &t.code_advice);
    } else if verdict.is_newer {
        page.row(&t.label.safe, &lines(t, verdict.head.lines));
        page.row(&t.label.todo, &t.newer_advice);
    } else {
        return;
    }
    page.gap();
}

fn outcome_text(t: &Verify, outcome: Outcome) -> &str {
    match outcome {
        Outcome::Intact => &t.intact,
        Outcome::Altered => &t.altered,
        Outcome::Incomplete => &t.incomplete,
        Outcome::Newer => &t.newer,
    }
}

fn complete(t: &Verify, verdict: &Verdict) -> String {
    let known = match verdict.code {
        None => t.code_none.clone(),
        Some(CodeMatch::Head) => t.code_head.clone(),
        Some(CodeMatch::Line(line)) => counted(&t.code_line, line),
        Some(CodeMatch::NotFound) => t.code_lost.clone(),
    };
    format!("{} {known}", lines(t, verdict.head.lines))
}

fn lines(t: &Verify, count: u64) -> String {
    match count {
        0 => t.lines_none.clone(),
        1 => counted(&t.lines_one, 1),
        _ => counted(&t.lines_many, count),
    }
}

fn counted(template: &str, count: u64) -> String {
    fill(template, &[("n", &count.to_string())])
}

/// The texts of one kind of fault.
#[must_use]
pub fn fault_text(texts: &Faults, kind: FaultKind) -> &FaultText {
    match kind {
        FaultKind::Empty => &texts.empty,
        FaultKind::NoLineFeed => &texts.no_line_feed,
        FaultKind::TooLong => &texts.too_long,
        FaultKind::Grammar => &texts.grammar,
        FaultKind::Content => &texts.content,
        FaultKind::Link => &texts.link,
        FaultKind::Event => &texts.event,
        FaultKind::Duplicate => &texts.duplicate,
        FaultKind::FirstNotOpen => &texts.first_not_open,
        FaultKind::Number => &texts.number,
        FaultKind::Writer => &texts.writer,
        FaultKind::NoCommitment => &texts.no_commitment,
        FaultKind::Commitment => &texts.commitment,
        FaultKind::Spelling => &texts.spelling,
        FaultKind::Missing => &texts.missing,
    }
}

/// The verdict for a program: one JSON object.
#[must_use]
pub fn to_json(verdict: &Verdict) -> Value {
    let fault = verdict.fault.map(|f| json!({"line": f.line, "kind": f.kind.code()}));
    let code = verdict.code.map(|code| match code {
        CodeMatch::Head => json!({"match": "head", "line": verdict.head.lines}),
        CodeMatch::Line(line) => json!({"match": "line", "line": line}),
        CodeMatch::NotFound => json!({"match": "none", "line": null}),
    });
    json!({
        "verdict": verdict.outcome().code(),
        "exit": verdict.outcome().exit_code(),
        "lines": verdict.head.lines,
        "head": verdict.head.digest.to_string(),
        "spoken_code": verdict.head.digest.spoken_code().to_string(),
        "fault": fault,
        "last_line_only": verdict.is_tail,
        "torn_bytes": verdict.torn_bytes,
        "superseded_bytes": verdict.superseded_bytes,
        "newer": verdict.is_newer,
        "withheld_texts": verdict.withheld_fields,
        "withheld_lines": verdict.withheld_lines,
        "code": code,
    })
}

/// Rows of a label and a text, the text broken at spaces.
struct Page {
    text: String,
    indent: usize,
}

impl Page {
    fn new(t: &Verify) -> Self {
        let l = &t.label;
        let labels = [
            &l.intact,
            &l.complete,
            &l.attributed,
            &l.clock,
            &l.what,
            &l.safe,
            &l.todo,
            &l.head,
            &l.code,
            &l.withheld,
            &l.note,
        ];
        let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
        Self { text: String::new(), indent: widest + 2 }
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn row(&mut self, label: &str, text: &str) {
        let mut line = format!("{label:indent$}", indent = self.indent);
        let mut width = self.indent;
        for (position, word) in text.split(' ').enumerate() {
            let length = word.chars().count();
            if position > 0 && width + 1 + length > COLUMNS {
                self.push_line(&line);
                line = " ".repeat(self.indent);
                width = self.indent;
            } else if position > 0 {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += length;
        }
        self.push_line(&line);
    }

    fn push_line(&mut self, line: &str) {
        self.text.push_str(line.trim_end_matches(' '));
        self.text.push('\n');
    }
}
