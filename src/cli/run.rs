//! From the parsed command line to an exit code.

use super::args::{RunbookVerb, Verb};
use super::exit::Exit;
use super::world::World;
use super::{
    act, brief, clock, clocks, code, comment, duty, evidence, evidence_list, export, history,
    import, incidents, people, start, status, verify, watch,
};

/// Runs a subcommand that needs no screen.
pub fn run(verb: &Verb, world: &mut World<'_>) -> Exit {
    match verb {
        Verb::Start(args) => start::headless(args, world),
        Verb::Do(args) => act::step(args, world),
        Verb::Add(args) => act::add(args, world),
        Verb::Note(args) => act::note(args, world),
        Verb::Evidence(args) => evidence::evidence(args, world),
        Verb::Custody(args) => evidence::custody(args, world),
        Verb::EvidenceList(args) => evidence_list::list(args, world),
        Verb::Duty(args) => duty::duty(args, world),
        Verb::Limits(args) => watch::limits(args, world),
        Verb::Lift(args) => watch::lift(args, world),
        Verb::ClockAdd(args) => watch::clock_add(args, world),
        Verb::ClockMet(args) => watch::clock_met(args, world),
        Verb::ClockMove(args) => watch::clock_move(args, world),
        Verb::Hold(args) => watch::hold(args, world),
        Verb::Unhold(args) => watch::unhold(args, world),
        Verb::Export(args) => export::export(args, world),
        Verb::Import(args) => import::import(args, world),
        Verb::Log(args) => history::log(args, world),
        Verb::Correct(args) => act::correct(args, world),
        Verb::Comment(args) => comment::comment(args, world),
        Verb::Close(args) => act::close(args, world),
        Verb::Status(args) => status::status(args, world),
        Verb::Incidents(args) => incidents::incidents(args, world),
        Verb::Verify(args) => verify::verify(args, world),
        Verb::Brief(args) => brief::brief(args, world),
        Verb::HandOver(args) => brief::hand_over(args, world),
        Verb::Track(args) => brief::track(args, world),
        Verb::SignOn(args) => people::sign_on(args, world),
        Verb::SignOff(args) => people::sign_off(args, world),
        Verb::Clock(args) => clock::clock(args, world),
        Verb::Seal(args) => people::seal(args, world),
        Verb::Code(args) => code::code(args, world),
        Verb::Clocks(args) => clocks::clocks(&args.verb, world),
        Verb::Runbook(args) => match &args.verb {
            RunbookVerb::List(args) => super::runbook_verb::list(args, world),
            RunbookVerb::Show { id } => super::runbook_verb::show(id, world),
            RunbookVerb::Check(args) => super::runbook_verb::check(args, world),
            RunbookVerb::Print(args) => super::runbook_verb::print(args, world),
            RunbookVerb::Signs { seen, json } => super::signs::signs(seen, *json, world),
            RunbookVerb::Schema => super::runbook_verb::schema(world),
            RunbookVerb::New { id } => super::runbook_verb::new(id, world),
        },
        Verb::Card(args) => super::card::card(args, world),
        Verb::Site(args) => super::site::site(args, world),
        Verb::Contacts(args) => super::contacts::contacts(args, world),
        Verb::Call(args) => super::contacts::call(args, world),
        // Needs a screen; the caller opens it.
        Verb::Resume(_) => Exit::Usage,
    }
}
