//! The checks that AWS has taken back, for those who meet their codes: they have pages, and no rule reports them.

use crate::diagnostic::{Page, page};

pub(super) static PAGES: [Page; 5] = [
    page!("variable/unsupported-symbol-in-variable"),
    page!("organization/scp-syntax-error-allow-condition"),
    page!("organization/scp-syntax-error-allow-notaction"),
    page!("organization/scp-syntax-error-allow-resource"),
    page!("organization/scp-syntax-error-notresource"),
];
