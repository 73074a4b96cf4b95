//! The typed catalogue and where its sections come from.

use std::sync::OnceLock;

use super::agreement::AgreementWords;
use super::brief_words::BriefWords;
use super::bundle::BundleWords;
use super::card::CardWords;
use super::cli::CliWords;
use super::diagnostic::DiagnosticTexts;
use super::duty::DutyWords;
use super::evidence::EvidenceWords;
use super::export::ExportWords;
use super::failure::FailureWords;
use super::history::HistoryWords;
use super::import::ImportWords;
use super::journal::JournalTexts;
use super::law::LawWords;
use super::lead::LeadWords;
use super::paper::PaperWords;
use super::paper_form::FormWords;
use super::people::PeopleWords;
use super::rejection::RejectionWords;
use super::remap::Remap;
use super::run::RunWords;
use super::runbook_cli::RunbookCliTexts;
use super::site::SiteWords;
use super::verify::Verify;
use super::watch::WatchWords;
use crate::domain::text::Lang;

/// Reads one section from the locale file of `lang`:
/// `section!(lang, "verify")` reads `assets/locales/<lang>/verify.yaml`.
macro_rules! section {
    ($lang:expr, $name:literal) => {
        $crate::i18n::catalogue::read(match $lang {
            Lang::En => include_str!(concat!("../../assets/locales/en/", $name, ".yaml")),
            Lang::Fr => include_str!(concat!("../../assets/locales/fr/", $name, ".yaml")),
        })
    };
}

pub(super) use section;

/// Everything the program says by itself, in one language.
#[derive(Debug)]
pub struct Catalogue {
    /// Which language.
    pub lang: Lang,
    /// How an act was agreed.
    pub agreement: AgreementWords,
    /// The hand-over briefing.
    pub brief: BriefWords,
    /// Steps whose lines are ticked one by one.
    pub bundle: BundleWords,
    /// Command cards.
    pub card: CardWords,
    /// Words of the command line.
    pub cli: CliWords,
    /// Legal clocks inside an incident.
    pub duty: DutyWords,
    /// Taking evidence in.
    pub evidence: EvidenceWords,
    /// Copies for somebody else.
    pub export: ExportWords,
    /// What every laptop wrote.
    pub history: HistoryWords,
    /// Logs of other laptops that come in.
    pub import: ImportWords,
    /// What the outside did not do.
    pub failure: FailureWords,
    /// Why a command was refused.
    pub rejection: RejectionWords,
    /// Words of the full screen, by area.
    pub screen: super::screens::Screens,
    /// Findings in runbook files.
    pub diagnostic: DiagnosticTexts,
    /// A site's own map of keys.
    pub remap: Remap,
    /// A further run of a runbook.
    pub run: RunWords,
    /// `sangfroid runbook …`.
    pub runbook_cli: RunbookCliTexts,
    /// Legal clocks.
    pub law: LawWords,
    /// Who leads, who is on duty.
    pub lead: LeadWords,
    /// What keeping the log can run into.
    pub journal: JournalTexts,
    /// The paper twin.
    pub paper: PaperWords,
    /// The forms that come with it.
    pub paper_form: FormWords,
    /// People's keys, seals and the spoken code.
    pub people: PeopleWords,
    /// The site's own facts.
    pub site: SiteWords,
    /// The check of a log.
    pub verify: Verify,
    /// Lasting limits, added clocks and holds.
    pub watch: WatchWords,
}

impl Catalogue {
    /// The built-in catalogue of `lang`.
    ///
    /// # Panics
    /// When a built-in locale file does not fit its struct; a test reads them all.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static EN: OnceLock<Catalogue> = OnceLock::new();
        static FR: OnceLock<Catalogue> = OnceLock::new();
        let cell = match lang {
            Lang::En => &EN,
            Lang::Fr => &FR,
        };
        cell.get_or_init(|| Self {
            lang,
            agreement: section!(lang, "agreement"),
            brief: section!(lang, "brief"),
            bundle: section!(lang, "bundle"),
            card: section!(lang, "card"),
            cli: section!(lang, "cli"),
            duty: section!(lang, "duty"),
            evidence: section!(lang, "evidence"),
            export: section!(lang, "export"),
            history: section!(lang, "history"),
            import: section!(lang, "import"),
            failure: section!(lang, "failure"),
            rejection: section!(lang, "rejection"),
            screen: super::screens::Screens::of(lang),
            diagnostic: section!(lang, "diagnostic"),
            remap: section!(lang, "remap"),
            run: section!(lang, "run"),
            runbook_cli: section!(lang, "runbook_cli"),
            law: section!(lang, "law"),
            lead: section!(lang, "lead"),
            journal: section!(lang, "journal"),
            paper: section!(lang, "paper"),
            paper_form: section!(lang, "paper_form"),
            people: section!(lang, "people"),
            site: section!(lang, "site"),
            verify: section!(lang, "verify"),
            watch: section!(lang, "watch"),
        })
    }
}

/// Reads one locale file into its struct. The file becomes a plain tree first, in one place: a
/// reader of its own for each of the many structs made most of the program's machine code.
#[inline(never)]
#[expect(clippy::panic, reason = "a locale file that does not fit is our bug; a test reads all")]
pub(super) fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    match tree(text).and_then(|tree| T::deserialize(tree).map_err(|error| error.to_string())) {
        Ok(section) => section,
        Err(error) => panic!("a built-in locale file does not fit: {error}"),
    }
}

#[inline(never)]
fn tree(text: &str) -> Result<serde_json::Value, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}
