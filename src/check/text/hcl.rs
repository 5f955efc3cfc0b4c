//! What is wrong with a file of Terraform.

use crate::diagnostic::Diagnostic;
use crate::rules::grammar::hcl as rule;
use crate::rules::wording::quoted;
use crate::source::Source;
use crate::syntax::hcl::{Flaw, MAX_DEPTH, Problem};

/// The finding of a problem.
pub(in crate::check) fn finding(source: &Source, problem: Problem) -> Diagnostic {
    let Problem { at, flaw } = problem;
    let written = source.slice(at);
    let message = match flaw {
        Flaw::Expected(what) if written.trim().is_empty() => format!("{what} is missing"),
        Flaw::Expected(what) => format!("{} where {what} has to be", quoted(written)),
        Flaw::Unclosed => format!("a {} that nothing closes", quoted(written)),
        Flaw::UnclosedString => "a string that nothing closes on its line".to_owned(),
        Flaw::UnclosedHeredoc => format!("nothing ends the heredoc {}", quoted(written)),
        Flaw::UnclosedComment => "a comment that nothing ends".to_owned(),
        Flaw::Escape => "a backslash with something behind it that HCL does not escape".to_owned(),
        Flaw::PolicyVariable => format!("{} is no expression of Terraform", quoted(written)),
        Flaw::TooDeep => format!("more than {MAX_DEPTH} blocks and expressions inside each other"),
    };
    let help = match flaw {
        Flaw::Expected(_) => "mend this block; nothing of it was checked".to_owned(),
        Flaw::Unclosed => {
            format!("write `{}` where it ends; nothing of this block was checked", close(written))
        }
        Flaw::UnclosedString => {
            "write the quote at the end of the string, or use a heredoc for text of several lines".to_owned()
        }
        Flaw::UnclosedHeredoc => {
            format!(
                "write {} in a line of its own behind the text",
                quoted(written.trim_start_matches(['<', '-']))
            )
        }
        Flaw::UnclosedComment => "end it with `*/`".to_owned(),
        Flaw::Escape => "write `\\\\` for a backslash".to_owned(),
        Flaw::PolicyVariable => {
            format!(
                "write {} for a variable of the policy; nothing of this block was checked",
                quoted(&format!("${written}"))
            )
        }
        Flaw::TooDeep => "remove the brackets that are too many".to_owned(),
    };
    let mut diagnostic = Diagnostic::new(&rule::SYNTAX_ERROR.page, at, message);
    diagnostic.help(help);
    diagnostic
}

fn close(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}
