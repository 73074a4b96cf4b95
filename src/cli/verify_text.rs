//! A verdict as text for a person.
//!
//! Four verdicts, never a single word "valid" (audit-log §1.6). Values in, text out: which files
//! were read is not known here.

use super::verify::Report;
use super::verify_found;
use crate::audit::outside::{Claim, Met};
use crate::audit::{CodeMatch, FaultKind, Outcome, Verdict};
use crate::diagnostics::escape;
use crate::domain::event::Mode;
use crate::domain::text::Lang;
use crate::i18n::verify::{FaultText, Faults, Verify};
use crate::i18n::{Catalogue, fill};

/// Most power losses that are told one by one; the log tells of all.
const CUT_OFF_SHOWN: usize = 10;

/// Columns that a line may take.
const COLUMNS: usize = 80;

/// Everything about one log for a person, in lines of at most 80 columns.
#[must_use]
pub fn report(report: &Report, lang: Lang) -> String {
    let t = &Catalogue::of(lang).verify;
    let lines = report.verdict.head.lines;
    let who = verify_found::attributed(t, &report.testimony, lines);
    let clock = verify_found::clock(t, &report.testimony.clock);
    let mut claims = Vec::new();
    for (given, _, met) in &report.claims {
        if let Met::At(line) = met {
            let line = line.to_string();
            let given = escape::shown(given);
            claims.push(fill(&t.claim_at, &[("given", &given), ("n", &line)]));
        }
    }
    let intact = intact_text(t, super::verify::outcome(report), &report.verdict);
    let has_half = report.claims.iter().any(|(_, claim, met)| {
        matches!(met, Met::At(_)) && matches!(claim, Claim::Code(code) if code.is_half())
    });
    let incident = incident_text(t, report);
    let rows = Rows {
        incident: incident.as_deref(),
        intact,
        who: &who,
        clock: &clock,
        claims: &claims,
        has_half,
    };
    let mut page = page(&report.verdict, lang, &rows);
    for (line, kept) in report.testimony.cut_off.iter().take(CUT_OFF_SHOWN) {
        let is_gone = report.not_kept.contains(&kept.file);
        let template = if is_gone { &t.cut_off_gone } else { &t.cut_off };
        let (n, bytes, name) =
            (line.to_string(), kept.bytes.to_string(), escape::shown(&kept.file));
        page.row(&t.label.note, &fill(template, &[("n", &n), ("bytes", &bytes), ("name", &name)]));
    }
    for other in &report.same_as {
        let (n, other) = (report.verdict.head.lines.to_string(), escape::shown(other));
        page.row(&t.label.note, &fill(&t.same_as, &[("n", &n), ("other", &other)]));
    }
    found(&mut page, t, report);
    page.text
}

/// Which incident it is, by the first line: an exercise must not be taken for a real one.
fn incident_text(t: &Verify, report: &Report) -> Option<String> {
    let opened = report.testimony.opened.as_ref()?;
    let template = match opened.mode {
        Mode::Real => &t.incident_real,
        Mode::Exercise => &t.incident_exercise,
    };
    let (incident, writer) = (opened.incident.as_str(), opened.writer.as_str());
    Some(fill(template, &[("incident", incident), ("writer", writer)]))
}

/// What was found, what is safe all the same, and what to do about it.
fn found(page: &mut Page, t: &Verify, report: &Report) {
    let findings = &report.testimony.findings;
    let mut advices: Vec<&str> = Vec::new();
    for (at, finding) in findings.kept().iter().enumerate() {
        if at == 0 {
            page.gap();
        }
        let label = if at == 0 { t.label.found.as_str() } else { "" };
        page.row(label, &verify_found::finding(t, finding));
        let advice = verify_found::advice(&t.advice, &finding.kind);
        if let Some(advice) = advice.filter(|advice| !advices.contains(advice)) {
            advices.push(advice);
        }
    }
    if findings.more > 0 {
        page.row("", &counted(&t.more_findings, findings.more));
    }
    let verdict = &report.verdict;
    // With a fault, or a newer version, it was said above.
    if !findings.kept().is_empty() && verdict.fault.is_none() && !verdict.is_newer {
        page.row(&t.label.safe, &lines(t, verdict.head.lines));
    }
    for (at, advice) in advices.into_iter().enumerate() {
        page.row(if at == 0 { t.label.todo.as_str() } else { "" }, advice);
    }
}

/// What no check of a log proves (audit-log §4.12).
#[must_use]
pub fn limits(lang: Lang) -> String {
    let t = &Catalogue::of(lang).verify;
    let mut page = Page { text: format!("{}\n", t.label.limits), indent: 3 };
    for (at, limit) in t.limits.iter().enumerate() {
        page.row(&format!("{}.", at + 1), limit);
    }
    page.text
}

/// The verdict for a person, in lines of at most 80 columns.
#[must_use]
pub fn human(verdict: &Verdict, lang: Lang) -> String {
    let t = &Catalogue::of(lang).verify;
    let intact = intact_text(t, verdict.outcome(), verdict);
    let (who, clock) = (&t.attributed, &t.clock);
    let rows = Rows { incident: None, intact, who, clock, claims: &[], has_half: false };
    page(verdict, lang, &rows).text
}

/// What the four rows say.
struct Rows<'r> {
    /// Which incident it is, when the first line says so.
    incident: Option<&'r str>,
    intact: &'r str,
    who: &'r str,
    clock: &'r str,
    claims: &'r [String],
    /// Whether only the first half of a code that was found was given.
    has_half: bool,
}

fn page(verdict: &Verdict, lang: Lang, rows: &Rows<'_>) -> Page {
    let t = &Catalogue::of(lang).verify;
    let mut page = Page::new(t);
    if let Some(incident) = rows.incident {
        page.row(&t.label.incident, incident);
    }
    page.row(&t.label.intact, rows.intact);
    page.row(&t.label.complete, &complete(t, verdict, rows));
    page.row(&t.label.attributed, rows.who);
    page.row(&t.label.clock, rows.clock);
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
    page
}

/// What happened, what is safe, what to do; nothing when all is well.
fn trouble(page: &mut Page, t: &Verify, verdict: &Verdict) {
    if let Some(fault) = verdict.fault {
        let text = fault_text(&t.fault, fault.kind);
        page.row(&t.label.what, &format!("{} {}", counted(&t.at_line, fault.line), text.what));
        if verdict.is_tail && verdict.torn_bytes > 0 {
            page.row("", &counted(&t.torn, verdict.torn_bytes));
        }
        page.row(&t.label.safe, &lines(t, verdict.head.lines));
        page.row(&t.label.todo, &text.todo);
    } else if verdict.is_newer {
        page.row(&t.label.safe, &lines(t, verdict.head.lines));
        page.row(&t.label.todo, &t.newer_advice);
    } else {
        return;
    }
    page.gap();
}

/// The first verdict. Where only the last line is wrong in itself, that stands first.
fn intact_text<'t>(t: &'t Verify, outcome: Outcome, verdict: &Verdict) -> &'t str {
    match outcome {
        Outcome::Intact => &t.intact,
        Outcome::Altered => &t.altered,
        Outcome::Incomplete => &t.incomplete,
        Outcome::Newer => &t.newer,
        Outcome::Contradicted if verdict.fault.is_some() => &t.contradicted_tail,
        Outcome::Contradicted => &t.contradicted,
    }
}

fn complete(t: &Verify, verdict: &Verdict, rows: &Rows<'_>) -> String {
    let claims = rows.claims;
    let known = match verdict.code {
        None if !claims.is_empty() => claims.join(" "),
        None => t.code_none.clone(),
        Some(CodeMatch::Head) => t.code_head.clone(),
        Some(CodeMatch::Line(line)) => counted(&t.code_line, line),
        Some(CodeMatch::NotFound) => t.code_lost.clone(),
    };
    let half = if rows.has_half { format!(" {}", t.code_half) } else { String::new() };
    format!("{} {known}{half}", lines(t, verdict.head.lines))
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

/// The words of a text, each with the French signs that stand beside it: none of them begins or
/// ends a line alone.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let is_sign = matches!(word, ":" | ";" | "!" | "?" | "»");
        match units.last_mut().filter(|last| is_sign || last.as_str() == "«") {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => units.push(word.to_owned()),
        }
    }
    units
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
            &l.incident,
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
        for (position, word) in units(text).iter().enumerate() {
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
