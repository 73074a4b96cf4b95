//! The disk's thread takes a large file slice by slice: other work comes in between, and a file
//! that is not wanted any more leaves nothing.

use sangfroid::domain::command::Command;
use sangfroid::domain::event::NoteKind;
use sangfroid::driver::inline::{Outside, load, order};
use sangfroid::driver::job::{Done, Job, perform};
use sangfroid::os::clock::SystemClock;
use sangfroid::os::ids::SystemIds;
use sangfroid::os::store::DataFolder;
use sangfroid::runbook;
use sangfroid::tui::request::Given;

use crate::cli::script::with_samples;
use crate::support::play::note;

const BYTES: usize = 9_000_000;

#[test]
fn a_note_is_recorded_between_two_slices_and_what_is_let_go_leaves_nothing() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let source = sandbox.home().join("image");
    std::fs::write(&source, vec![3; BYTES]).unwrap();
    let clock = SystemClock::new([1; 16]);
    let mut ids = SystemIds::new(sandbox.folder());
    let mut store = DataFolder::new(sandbox.folder(), clock, Vec::new());
    let mut outside =
        Outside { clock: &clock, ids: &mut ids, store: &mut store, law: std::sync::Arc::default() };
    let incident = sangfroid::domain::ids::IncidentId::parse(&id).unwrap();
    let mut session = load(&incident, runbook::read, &mut outside).expect("it opens");
    let mut seen = Vec::new();
    let mut job = Job::Attach(Given::Path(source.clone()));
    let attachment = loop {
        match perform(job, runbook::read, &mut outside) {
            Done::Attaching(bytes, intake) => {
                assert_eq!(intake.total(), Some(BYTES as u64));
                seen.push(bytes);
                let said = format!("after {bytes} bytes");
                order(&mut session, note(NoteKind::Fact, &said), &mut outside).expect("recorded");
                job = Job::AttachMore(intake);
            }
            Done::Attached(result) => break result.expect("it is taken"),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(attachment.bytes, BYTES as u64);
    assert!(seen.len() >= 3 && seen.is_sorted() && seen[1] < BYTES as u64, "{seen:?}");
    assert_eq!(session.state().notes.count(), seen.len() as u64);
    let files = sandbox.folder().join(&id).join("files");
    let count = || std::fs::read_dir(&files).unwrap().count();
    std::fs::write(&source, vec![4; BYTES]).unwrap();
    let begun = perform(Job::Attach(Given::Path(source)), runbook::read, &mut outside);
    assert_eq!(count(), 2);
    drop(begun);
    assert_eq!(count(), 1);
    let missing = Job::Attach(Given::Path("no/such/file".into()));
    let refused = perform(missing, runbook::read, &mut outside);
    assert!(matches!(refused, Done::Attached(Err(_))), "{refused:?}");
    let left = Command::Leave(sangfroid::domain::event::LeaveReason::Quit);
    order(&mut session, left, &mut outside).expect("the log goes on");
}
