//! The stable codes of findings, and how grave each one is.
//!
//! Invariants: a code is never reused for something else, and `RB0xx` come from the loader, `LC0xx`
//! from the loader of legal clocks, `RB1xx` from the linter. The words of each code live in the
//! locale files, its manual page under `tests/it/lint/`; tests demand both.
//! Invariants: a code is never reused for something else, and `RB0xx` come from the loader, `RB1xx`
//! from the linter; `SF0xx` and `SF1xx` likewise, about the site's facts. The words of each code
//! live in the locale files, its manual page under `tests/it/lint/`; tests demand both.

use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The runbook can be used; an author should look at it.
    Warning,
    /// The runbook is refused.
    Error,
}

impl Severity {
    /// `error` or `warning`, as the machine form spells it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $text:literal $severity:ident,)*) => {
        /// What is wrong. The spelling (`RB020`) is a contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// How grave it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    /// The file is larger than a runbook may be.
    FileTooLarge "RB001" Error,
    /// The bytes are not UTF-8.
    NotUtf8 "RB002" Error,
    /// The bytes look like UTF-16 or UTF-32.
    OtherEncoding "RB003" Error,
    /// A control character stands in the file or in a text.
    ControlCharacter "RB004" Error,
    /// A character that cannot be seen or that reorders text.
    HiddenCharacter "RB005" Error,
    /// The YAML cannot be read.
    Syntax "RB006" Error,
    /// `*name`.
    Alias "RB007" Error,
    /// `&name`.
    Anchor "RB008" Error,
    /// `<<`.
    MergeKey "RB009" Error,
    /// `!tag`.
    YamlTag "RB010" Error,
    /// A second document in one file.
    SecondDocument "RB011" Error,
    /// Lists in lists in lists.
    TooDeep "RB012" Error,
    /// One key twice in one map.
    DuplicateKey "RB013" Error,
    /// Nothing but blanks and comments.
    EmptyFile "RB014" Error,
    /// More findings than are shown.
    TooManyFindings "RB015" Error,
    /// The second reader understands the file differently.
    Ambiguous "RB016" Error,

    /// A key that the format does not have.
    UnknownKey "RB020" Error,
    /// A list where a text belongs, and the like.
    WrongType "RB021" Error,
    /// A key that must be there.
    MissingKey "RB022" Error,
    /// A key of another kind of step.
    KeyOfOtherKind "RB023" Error,
    /// A key that this kind of step needs.
    KindNeedsKey "RB024" Error,
    /// A word that is not one of the allowed ones.
    UnknownWord "RB025" Error,
    /// A number outside its range.
    NumberOutOfRange "RB026" Error,
    /// `sangfroid:` names a later format.
    NewerFormat "RB027" Error,
    /// A list that must not be empty.
    EmptyList "RB028" Error,

    /// An identifier with a forbidden form.
    BadId "RB030" Error,
    /// A length of time with a forbidden form.
    BadSpan "RB031" Error,
    /// A date with a forbidden form.
    BadDate "RB032" Error,
    /// One identifier twice.
    DuplicateId "RB033" Error,
    /// A role that is not declared.
    UnknownRole "RB034" Error,
    /// A track that is not declared.
    UnknownTrack "RB035" Error,
    /// A step that does not exist.
    UnknownDecision "RB036" Error,
    /// An option that the decision does not have.
    UnknownOption "RB037" Error,
    /// An included runbook that is nowhere.
    UnknownRunbook "RB038" Error,
    /// A runbook that includes itself.
    IncludesItself "RB039" Error,

    /// One language of a text is missing.
    MissingTranslation "RB040" Error,
    /// Plain and translated texts in one file.
    MixedTexts "RB041" Error,
    /// A text without a visible character.
    EmptyText "RB042" Error,
    /// A line break in a text of one line.
    LineBreak "RB043" Error,

    /// A decision with fewer than two or more than six options.
    OptionCount "RB050" Error,
    /// An option without any consequence.
    IdleOption "RB051" Error,
    /// A condition on a decision that comes later.
    LaterDecision "RB052" Error,
    /// A condition of a step on itself.
    OwnDecision "RB053" Error,
    /// A condition on a step that decides nothing.
    NotADecision "RB054" Error,
    /// An observation with fewer than two or more than four states.
    StateCount "RB055" Error,
    /// A bundle with too few lines to be one, or with more than a screen shows (R14).
    BundleLineCount "RB056" Error,
    /// Lines to tick one by one in a step that is not answered by "done" (R14).
    BundleOfOtherKind "RB057" Error,

    /// A phase whose last step is not a pause.
    NoClosingPause "RB060" Error,
    /// A pause before the end of its phase.
    EarlyPause "RB061" Error,
    /// A pause that may be switched off.
    ConditionalPause "RB062" Error,
    /// A limit without its basis.
    NoBasis "RB063" Error,
    /// `within_from` or `limit_basis` without what it belongs to.
    IdleLimitKey "RB064" Error,
    /// A length of time beyond reason.
    LongSpan "RB065" Error,
    /// A step to go on from that does not exist or does not come later.
    UnknownShortcut "RB066" Error,

    /// A moment that no file declares.
    UnknownMoment "LC001" Error,
    /// A clock that is chained to one that does not exist.
    UnknownClock "LC002" Error,
    /// Clocks that wait for each other.
    ClockLoop "LC003" Error,
    /// A limit and a unit that do not go together.
    LimitUnit "LC004" Error,
    /// A rule about the end of a period on a clock that has none.
    IdlePeriodEnd "LC005" Error,
    /// Clocks or holidays of no jurisdiction.
    NoJurisdiction "LC006" Error,

    /// A step that starts a moment that no legal clock counts from.
    StepUnknownMoment "RB075" Error,
    /// A step that answers a legal clock that does not exist.
    StepUnknownClock "RB076" Error,
    /// A command card that the library does not have.
    UnknownCard "RB070" Error,
    /// A command that changes something and says no way back.
    NoWayBack "RB071" Error,
    /// A name between `<` and `>` that the card does not explain.
    UnexplainedPlaceholder "RB072" Error,
    /// An explained name that no command uses.
    IdlePlaceholder "RB073" Warning,

    /// More than nine steps in a phase (R7).
    LongPhase "RB101" Warning,
    /// More than twelve steps in a phase (R7).
    EndlessPhase "RB102" Error,
    /// A vital step late in the runbook (R8).
    LateVitalStep "RB103" Warning,
    /// A phase without a window (R19).
    NoWindow "RB104" Warning,
    /// A text longer than its place on the screen (W3).
    LongText "RB105" Error,
    /// A word that orders nothing (W11).
    BannedWord "RB106" Warning,
    /// A time without a number (W9).
    VagueTime "RB107" Warning,
    /// A step that needs more rows than the screen likes.
    TallStep "RB108" Warning,
    /// A step that does not fit the screen.
    OversizedStep "RB109" Error,
    /// A step for two people without a way back (W8).
    NoUndo "RB110" Warning,
    /// A step for two people that does not say what is lost and kept.
    NoStakes "RB111" Warning,
    /// A step that no combination of answers reaches.
    UnreachableStep "RB112" Error,
    /// A condition that lists every option.
    IdleCondition "RB113" Warning,
    /// A prohibition without its reason (W6).
    NoReason "RB114" Warning,
    /// A state that is a judgement (W16).
    JudgingState "RB115" Warning,
    /// An option that the program adds by itself (W20).
    BuiltInOption "RB116" Warning,
    /// A script that does not ask to repeat (W21).
    NoReadBack "RB117" Warning,
    /// French punctuation without its space (W22).
    FrenchSpacing "RB118" Warning,
    /// A sentence of more than twenty words (W3).
    LongSentence "RB119" Warning,
    /// A spoken sentence for a second person that asks nothing (W15).
    NoQuestion "RB120" Warning,
    /// A title that does not begin with its verb (W2).
    NoVerb "RB121" Warning,
    /// Two acts in one title (W1).
    TwoActs "RB122" Warning,
    /// A condition behind its order (W5).
    LateCondition "RB123" Warning,
    /// A prohibition outside of `dont` (W6).
    HiddenProhibition "RB124" Warning,
    /// A check that names no state (W7).
    UnseenCheck "RB125" Warning,
    /// A length of time without its unit (W9).
    NoUnit "RB126" Warning,
    /// Another word for something that has one (W10).
    OtherWord "RB127" Warning,
    /// A French word that resembles an English one and says something else.
    FalseFriend "RB128" Warning,
    /// A name that is hard to type (W14).
    HardToType "RB129" Warning,
    /// A command that names a group or account by a word that differs between languages.
    LocalName "RB130" Warning,
    /// More than a sentence and a question to read aloud (W15).
    LongReader "RB131" Warning,
    /// Capitals for emphasis (W17).
    Shouting "RB132" Warning,
    /// A number that only one language has (W18).
    NumbersDiffer "RB133" Warning,
    /// A character that is lost in ASCII (W22).
    Unfoldable "RB134" Warning,
    /// Too many limits in the first ten minutes (R41).
    AlarmBurst "RB135" Warning,
    /// Two limits that call within ten minutes (R41).
    AlarmCrowd "RB136" Warning,
    /// A script without its marker (R62).
    NoMarker "RB137" Warning,
    /// Somebody who calls themselves.
    OwnContact "RB138" Warning,
    /// A telephone number in a text.
    FixedNumber "RB139" Warning,
    /// A step tagged evidence that keeps nothing.
    NoEvidence "RB140" Warning,

    /// A list longer than a site needs.
    LongSiteList "SF001" Error,
    /// A text longer than anybody reads at night.
    LongSiteText "SF002" Error,
    /// A contact that the list does not have.
    UnknownContact "SF003" Error,
    /// A system that the list does not have.
    UnknownSystem "SF004" Error,
    /// Systems that wait for each other.
    RestoreLoop "SF005" Error,

    /// A role that runbooks call and that nobody answers for.
    RoleWithoutContact "SF101" Warning,
    /// A contact that nobody ever tried.
    UncheckedContact "SF102" Warning,
    /// A contact that was tried more than ninety days ago.
    OldContact "SF103" Warning,
    /// A contact past its own date.
    ExpiredContact "SF104" Warning,
    /// A contact with no channel off the hospital network (R138).
    NetworkOnlyContact "SF105" Warning,
    /// A role that no runbook has.
    RoleOfNoRunbook "SF106" Warning,

    /// A level without a loss card.
    MissingLossCard "SF110" Warning,
    /// A loss card that nobody signed.
    UnsignedLossCard "SF111" Warning,
    /// A loss card past its date.
    ExpiredLossCard "SF112" Warning,
    /// Something that stops and has no substitute.
    LossWithoutSubstitute "SF113" Warning,

    /// A level that nobody may order today.
    NobodyMayOrder "SF120" Warning,
    /// A delegation that nobody signed.
    UnsignedDelegation "SF121" Warning,
    /// A delegation past its date.
    ExpiredDelegation "SF122" Warning,

    /// A system without a clinical owner.
    NoClinicalOwner "SF130" Warning,
    /// A system that comes back before what it needs.
    RestoredTooEarly "SF131" Warning,
    /// A system without its places: restore point, downtime procedure.
    NoRestorePlace "SF132" Warning,

    /// A number that is reserved for fiction.
    FictionalNumber "SF140" Warning,
    /// A paper that runbooks ask for and that lies nowhere.
    MissingPaper "SF141" Warning,
    /// A day in the future where only a past one makes sense.
    FutureDay "SF142" Warning,
    /// No jurisdiction: no legal clock is asked about.
    NoJurisdictions "SF143" Warning,
    /// People stay on duty longer than attention lasts.
    LongDuty "SF144" Warning,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
