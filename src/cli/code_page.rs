//! The page with the spoken code, for printing: A4, black and white, one file that needs nothing
//! else (audit-log §4.5).

use super::qr;
use crate::audit::sshsig::fingerprint;
use crate::domain::event::Mode;
use crate::domain::text::Lang;
use crate::domain::time::Now;
use crate::i18n::{Catalogue, fill};
use crate::session::Session;

/// What the page speaks of.
pub(super) struct Taken<'t> {
    /// The log as it stood.
    pub(super) session: &'t Session,
    /// When it was looked at.
    pub(super) now: Now,
}

const STYLE: &str = "@page{size:A4;margin:18mm}\
body{font:12pt/1.45 sans-serif;color:#000;background:#fff;max-width:174mm;margin:0 auto}\
h1{font-size:22pt;margin:0 0 2mm}\
.mode{float:right;border:2pt solid;padding:1mm 3mm;font-weight:bold}\
table{border-collapse:collapse;width:100%;margin:4mm 0}\
th{text-align:left;font-weight:normal;width:42mm;padding:1mm 0;vertical-align:top}\
td{font-weight:bold;padding:1mm 0;overflow-wrap:anywhere}\
.code{font:bold 25pt/1.6 monospace;border:2pt solid;padding:3mm;text-align:center;margin:4mm 0}\
.code span{display:inline-block;margin:0 3mm}.head{font:11pt monospace}\
.qr{float:right;width:46mm;height:46mm;margin:0 0 2mm 6mm}\
.boxes td{border:1pt solid;height:10mm;font-weight:normal}.boxes th{padding:0 3mm 0 0;\
vertical-align:middle;width:70mm}.later{border-top:1pt solid;padding-top:2mm;font-size:10.5pt}";

/// The page; none when the log has no beginning.
pub(super) fn page(taken: &Taken<'_>, lang: Lang) -> Option<String> {
    let words = &Catalogue::of(lang).people.page;
    let (session, now) = (taken.session, &taken.now);
    let facts = &session.state().opened.as_ref()?.facts;
    let (incident, writer) = (facts.incident.to_string(), facts.writer.to_string());
    let (n, head) = (session.lines().to_string(), session.head().to_string());
    let mode = match facts.mode {
        Mode::Real => &words.real,
        Mode::Exercise => &words.exercise,
    };
    let wall = now.moment.wall;
    let local = format!("{} {}", wall.date(now.offset), wall.clock(now.offset).hms());
    let key = facts.key.as_deref().and_then(|key| fingerprint(key).ok());
    let rows = [
        (&words.incident, incident.as_str()),
        (&words.writer, writer.as_str()),
        (&words.entries, n.as_str()),
        (&words.local, local.as_str()),
        (&words.utc, &wall.to_string()),
        (&words.key, key.as_deref().unwrap_or(&words.no_key)),
    ];
    let rows: String = rows.iter().map(|(label, value)| row(label, &escaped(value))).collect();
    let digits = session.head().spoken_code().to_string();
    let groups = digits.replace(' ', "</span> <span>");
    let square = qr::svg(&format!("sangfroid-head v1 {incident} {writer} {n} {head}"));
    let blanks = [&words.read_by, &words.written_by, &words.at, &words.texted_to, &words.kept_at];
    let blanks: String = blanks.iter().map(|label| row(label, "")).collect();
    // One word, so that it needs no quotation marks on a command line.
    let written = digits.replace(' ', "-");
    let spelled = [("n", n.as_str()), ("incident", &incident), ("code", &written)];
    let say = |text: &str| escaped(&fill(text, &spelled));
    Some(format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body>\
         <p class=\"mode\">{mode}</p><h1>{heading}</h1>\n<p>{ask}</p>\n\
         <div class=\"code\"><span>{groups}</span></div>\n<table>{rows}</table>\n\
         <div class=\"qr\">{square}</div><p>{digest}<br><span class=\"head\">{head}</span></p>\n\
         <p>{camera}</p>\n<table class=\"boxes\" style=\"clear:both\">{blanks}</table>\n\
         <p class=\"later\">{later}</p>\n<p class=\"later\">{limits}</p>\n</body></html>\n",
        lang = lang.code(),
        title = say(&words.title),
        mode = escaped(mode),
        heading = say(&words.heading),
        ask = say(&words.ask),
        square = square.unwrap_or_default(),
        digest = say(&words.digest),
        camera = say(&words.camera),
        later = say(&words.later),
        limits = say(&words.limits),
    ))
}

fn row(label: &str, value: &str) -> String {
    format!("<tr><th>{}</th><td>{value}</td></tr>", escaped(label))
}

/// Text that a browser shows and never reads as anything else.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
