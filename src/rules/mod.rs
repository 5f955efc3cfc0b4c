//! What is checked: the rules, in the groups of the rule book.
//!
//! A [`Rule`] is a value: its page and a plain function over one typed part of a policy.
//! The engine in [`check`](mod@crate::check) walks; a rule never does more than look at what it is given, and never fails.

mod context;
mod idle;
mod known_actions;
mod redundancy;
mod needs;
mod reporter;
pub(crate) mod wording;

mod action;
mod condition;
pub(crate) mod grammar;
mod organization;
mod principal;
mod request;
mod resource;
mod retired;
mod size;
mod statement;
mod trust;
mod variable;

use std::sync::LazyLock;

pub use context::{Context, Measure, Written};
pub use needs::{Needs, Part};
pub use reporter::Reporter;

use crate::diagnostic::Page;
use crate::find::{Identity, KindSet, Request};
use crate::policy::{Action, Entry, Policy, Principal, Resource, Statement, Variable};

/// A rule: what it is called, which kinds of policy it reads, and how it checks.
pub struct Rule {
    /// The rule's page in the rule book.
    pub page: Page,
    /// The kinds of policy that it reads, from the page.
    pub kinds: KindSet,
    /// What it needs to find in the part that it looks at.
    pub needs: Needs,
    /// How it checks.
    pub check: Check,
    /// Whether it runs only where everything is known: in the statement, or in the policy where it looks at all of it.
    pub of_known: bool,
}

/// What a rule looks at.
pub enum Check {
    /// The whole policy.
    Policy(fn(&Policy<'_>, &mut Context<'_>)),
    /// Each statement.
    Statement(fn(&Statement<'_>, &mut Context<'_>)),
    /// Each principal of `Principal` and `NotPrincipal`.
    Principal(fn(&Principal<'_>, &mut Context<'_>)),
    /// Each action of `Action` and `NotAction`.
    Action(fn(&Action<'_>, &mut Context<'_>)),
    /// Each resource of `Resource` and `NotResource`.
    Resource(fn(&Resource<'_>, &mut Context<'_>)),
    /// Each condition key with its operator and values.
    Condition(fn(&Entry<'_>, &mut Context<'_>)),
    /// Each policy variable.
    Variable(fn(&Variable<'_>, &mut Context<'_>)),
    /// Each request that carries a policy.
    Request(fn(&Request<'_>, &mut Reporter)),
    /// All requests of a file.
    Requests(fn(&[&Request<'_>], &mut Reporter)),
    /// Each user, group and role that a file tells all policies of.
    Identity(fn(&Identity<'_>, &mut Reporter)),
    /// The engine finds it: it is about the file, not about a policy.
    Engine,
}

impl Rule {
    const fn new(page: Page, needs: Needs, check: Check) -> Rule {
        let kinds = KindSet::read(page.kinds);
        Rule { page, kinds, needs, check, of_known: false }
    }

    const fn needing(self, needs: Needs) -> Rule {
        Rule { needs, ..self }
    }

    const fn of_known(self) -> Rule {
        Rule { of_known: true, ..self }
    }
}

/// The rules of one page and one function: `rule!(MISSING_EFFECT, "statement/missing-effect", Statement, missing_effect)`.
///
/// A rule that looks at nothing but what few parts have says so: `Condition if NUMERIC | DATE`.
/// One that reports what is absent says `known Statement`: it does not run where something cannot be known, for it may be there.
macro_rules! rule {
    ($name:ident, $page:literal, known $check:ident $(if $need:ident $(| $other:ident)*)?, $function:expr) => {
        pub(super) static $name: $crate::rules::Rule = $crate::rules::Rule::new(
            $crate::diagnostic::page!($page),
            $crate::rules::Needs::NOTHING,
            $crate::rules::Check::$check($function),
        )
        $(.needing($crate::rules::Needs::$need $(.or($crate::rules::Needs::$other))*))?
        .of_known();
    };
    ($name:ident, $page:literal, Engine) => {
        pub(crate) static $name: $crate::rules::Rule =
            $crate::rules::Rule::new(
                $crate::diagnostic::page!($page),
                $crate::rules::Needs::NOTHING,
                $crate::rules::Check::Engine,
            );
    };
    ($name:ident, $page:literal, $check:ident, $function:expr) => {
        $crate::rules::rule!($name, $page, $check if NOTHING, $function);
    };
    ($name:ident, $page:literal, $check:ident if $need:ident $(| $other:ident)*, $function:expr) => {
        pub(super) static $name: $crate::rules::Rule = $crate::rules::Rule::new(
            $crate::diagnostic::page!($page),
            $crate::rules::Needs::$need $(.or($crate::rules::Needs::$other))*,
            $crate::rules::Check::$check($function),
        );
    };
}
pub(crate) use rule;

/// The groups, in the order of the rule book.
static GROUPS: [&[&Rule]; 11] = [
    grammar::RULES,
    size::RULES,
    statement::RULES,
    principal::RULES,
    action::RULES,
    resource::RULES,
    condition::RULES,
    variable::RULES,
    trust::RULES,
    organization::RULES,
    request::RULES,
];

/// All rules, in the order of the rule book.
pub fn all() -> &'static [&'static Rule] {
    static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| GROUPS.concat());
    &ALL
}

/// All pages of the rule book, in its order.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    all().iter().map(|rule| &rule.page)
}

/// The pages of checks that AWS has taken back; no rule has them.
pub fn retired_pages() -> impl Iterator<Item = &'static Page> {
    retired::PAGES.iter()
}

/// The page of that name or code, in either case; that of a check that AWS has taken back, too.
pub fn page_named(name: &str) -> Option<&'static Page> {
    let is_it = |page: &&Page| page.name.eq_ignore_ascii_case(name) || page.code.eq_ignore_ascii_case(name);
    pages().chain(retired_pages()).find(is_it)
}

/// Whether a name, as settings select and ignore rules by it, stands for any rule.
pub fn is_known(name: &str) -> bool {
    pages().any(|page| answers_to(page, name))
}

/// Whether a name stands for a rule: its name or code in either case, its group, or `all`.
pub fn answers_to(page: &Page, name: &str) -> bool {
    name == "all"
        || page.group == name
        || page.name.eq_ignore_ascii_case(name)
        || page.code.eq_ignore_ascii_case(name)
}
