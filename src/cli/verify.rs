//! `verify PATH`: the strict verifier on one log, or on every writer's log of a folder.

use std::io::BufReader;

use serde_json::{Value, json};

use super::args::VerifyArgs;
use super::exit::Exit;
use super::open::{Refusal, shown, unread};
use super::verify_text;
use super::world::World;
use crate::audit::digest::SpokenCode;
use crate::audit::stream::verify_stream;
use crate::audit::verdict::{Outcome, Verdict};
use crate::audit::verify::{Completeness, Verifier};
use crate::diagnostics::escape;
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 * 1024;

/// Checks and says what was found. The exit code is that of the worst log.
pub fn verify(args: &VerifyArgs, world: &mut World<'_>) -> Exit {
    match verdicts(args, world) {
        Ok(verdicts) => {
            let text = if args.json { json(&verdicts) } else { human(&verdicts, world.lang) };
            if world.out.write_all(text.as_bytes()).is_err() {
                return Exit::Outside;
            }
            worst(&verdicts)
        }
        Err(refusal) => refusal.say(world),
    }
}

fn verdicts(args: &VerifyArgs, world: &mut World<'_>) -> Result<Vec<(String, Verdict)>, Refusal> {
    let code = args.code.as_deref().map(|text| code(world, text)).transpose()?;
    let sources = world.files.logs(&args.path).map_err(|failure| unread(world, &failure))?;
    let mut verdicts = Vec::new();
    for source in sources {
        let mut verifier = Verifier::new();
        if args.original {
            verifier = verifier.demanding(Completeness::Original);
        }
        if let Some(code) = code {
            verifier = verifier.looking_for(code);
        }
        let mut reader = BufReader::with_capacity(READ_BYTES, source.reader);
        let verdict = verify_stream(&mut reader, verifier).map_err(|error| {
            let failure = Failure {
                op: "read",
                path: source.name.clone().into(),
                errno: error.raw_os_error(),
                kind: FailureKind::Other,
                cause: error.to_string(),
            };
            unread(world, &failure)
        })?;
        verdicts.push((source.name, verdict));
    }
    Ok(verdicts)
}

/// One object per log, each with the name of its log.
fn json(verdicts: &[(String, Verdict)]) -> String {
    let all: Vec<_> = verdicts
        .iter()
        .map(|(name, verdict)| {
            let mut object = json!({ "log": name });
            if let (Some(members), Value::Object(said)) =
                (object.as_object_mut(), verify_text::to_json(verdict))
            {
                members.extend(said);
            }
            object
        })
        .collect();
    format!("{:#}\n", Value::from(all))
}

/// A page per log, under the log's name where there are several.
fn human(verdicts: &[(String, Verdict)], lang: Lang) -> String {
    let page = |(name, verdict): &(String, Verdict)| {
        let page = verify_text::human(verdict, lang);
        if verdicts.len() > 1 { format!("{}\n\n{page}", escape::shown(name)) } else { page }
    };
    verdicts.iter().map(page).collect::<Vec<_>>().join("\n")
}

fn code(world: &World<'_>, text: &str) -> Result<SpokenCode, Refusal> {
    SpokenCode::parse(text).ok_or_else(|| {
        let advice = &world.words().cli.bad_code;
        Refusal {
            lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
            exit: Exit::Usage,
        }
    })
}

fn worst(verdicts: &[(String, Verdict)]) -> Exit {
    let rank = |outcome: Outcome| match outcome {
        Outcome::Intact => 0,
        Outcome::Newer => 1,
        Outcome::Incomplete => 2,
        Outcome::Altered => 3,
    };
    let worst = verdicts.iter().map(|(_, verdict)| verdict.outcome()).max_by_key(|o| rank(*o));
    match worst {
        None | Some(Outcome::Intact) => Exit::Fine,
        Some(Outcome::Newer) => Exit::Newer,
        Some(Outcome::Incomplete) => Exit::Incomplete,
        Some(Outcome::Altered) => Exit::Altered,
    }
}
