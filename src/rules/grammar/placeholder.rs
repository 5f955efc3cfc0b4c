//! Placeholders of templates that nobody filled in.

/// Whether a text is a placeholder of a known template, which is reported as one and as nothing else.
pub(crate) fn is_placeholder(text: &str) -> bool {
    matches!(text, "action-statement" | "resource-statement")
}

/// Whether what stands between `${` and `}` is a mark that a template tool should have replaced.
pub(crate) fn is_template_marker(body: &str) -> bool {
    const STARTS: [&str; 5] = ["var.", "local.", "data.", "module.", "aws_"];
    body.contains("::") || STARTS.iter().any(|start| body.starts_with(start))
}
