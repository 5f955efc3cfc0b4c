// A stand-in: the rule about placeholders brings the whole of this file, with these signatures.

/// Whether `${...}` is a template's marker and no policy variable.
pub(in crate::rules) fn is_template_marker(variable: &str) -> bool {
    const STARTS: [&str; 5] = ["var.", "local.", "data.", "module.", "aws_"];
    let body = variable.strip_prefix("${").unwrap_or(variable);
    body.contains("::") || STARTS.iter().any(|start| body.starts_with(start))
}

/// Whether a string is a placeholder or holds one.
pub(in crate::rules) fn is_placeholder(text: &str) -> bool {
    text.contains("{{") || (text.contains('<') && text.contains('>'))
}
