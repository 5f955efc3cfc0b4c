// A stand-in: the rule about placeholders brings the whole of this file.

/// Whether what stands between `${` and `}` is a mark that a template tool should have replaced.
pub(crate) fn is_template_marker(body: &str) -> bool {
    const STARTS: [&str; 5] = ["var.", "local.", "data.", "module.", "aws_"];
    body.contains("::") || STARTS.iter().any(|start| body.starts_with(start))
}
