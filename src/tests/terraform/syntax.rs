//! How HCL is read.

use iamlint::syntax::hcl::{self, Expression, Flaw, Form, Part, Step};

fn step(step: &Step<'_>) -> String {
    match step {
        Step::Name(name) => format!(".{name}"),
        Step::Index(index) => format!("[{}]", outline(index)),
        Step::Splat => "[*]".to_owned(),
    }
}

/// A short form of an expression, to compare it with.
fn outline(expression: &Expression<'_>) -> String {
    let all = |list: &[Expression<'_>]| list.iter().map(outline).collect::<Vec<_>>().join(" ");
    match &expression.form {
        Form::Null => "null".to_owned(),
        Form::Bool(value) => value.to_string(),
        Form::Number(digits) => (*digits).to_owned(),
        Form::Template(parts) => {
            let part = |part: &Part<'_>| match part {
                Part::Literal(text) => format!("{:?}", text.as_str()),
                Part::Value(_, value) => format!("${{{}}}", outline(value)),
                Part::Directive(..) => "%{}".to_owned(),
            };
            format!("<{}>", parts.iter().map(part).collect::<Vec<_>>().join("+"))
        }
        Form::Tuple(items) => format!("[{}]", all(items)),
        Form::Object(items) => {
            let item = |(name, value): &(Expression<'_>, Expression<'_>)| {
                format!("{}={}", outline(name), outline(value))
            };
            format!("{{{}}}", items.iter().map(item).collect::<Vec<_>>().join(" "))
        }
        Form::Call(name, arguments) => format!("{name}({})", all(arguments)),
        Form::Reference(steps) => {
            steps.iter().map(step).collect::<String>().trim_start_matches('.').to_owned()
        }
        Form::Access(of, steps) => {
            format!("({}){}", outline(of), steps.iter().map(step).collect::<String>())
        }
        Form::Loop(each) => {
            let part = |sign: &str, part: &Option<Expression<'_>>| {
                part.as_ref().map_or(String::new(), |part| format!(" {sign} {}", outline(part)))
            };
            let (over, value) = (outline(&each.over), outline(&each.value));
            let groups = if each.groups { "..." } else { "" };
            let (key, condition) = (part("key", &each.key), part("if", &each.condition));
            format!("for({} in {over}:{key} {value}{groups}{condition})", each.names.join(" "))
        }
        Form::Conditional(values) => format!("?({})", all(&**values)),
        Form::Other(parts) => format!("other({})", all(parts)),
    }
}

#[test]
fn expressions_are_read_as_terraform_reads_them() {
    for (text, expected) in [
        ("null", "null"),
        ("-1.5e3", "-1.5e3"),
        ("!var.a", "other(var.a)"),
        (r#""a\tb\"\\\u00e9$${c}%%{d}$e%""#, r#"<"a\tb\"\\é${c}%{d}$e%">"#),
        (r#""arn:${local.p}:x""#, r#"<"arn:"+${local.p}+":x">"#),
        (r#""${a["b"].c}""#, r#"<${a[<"b">].c}>"#),
        (r#""%{ if a == "}" }x%{ endif }""#, r#"<%{}+"x"+%{}>"#),
        (r#""${~ a ~}""#, "<%{}>"),
        (r#""${"${"x"}"}""#, r#"<${<${<"x">}>}>"#),
        ("data.x.y[0].json", "data.x.y[0].json"),
        ("data.x.*.json", "data.x[*].json"),
        ("data.x[*].json", "data.x[*].json"),
        ("x.0.y", "x[0].y"),
        ("a ? b : c ? d : e", "?(b ?(d e))"),
        ("a == b || !c && d >= -1 ? [1] : []", "?([1] [])"),
        ("f(a, [b, c,], )", "f(a [b c])"),
        ("f(a...)", "other(a)"),
        ("provider::aws::arn_parse(a)", "provider::aws::arn_parse(a)"),
        ("f(a).b[1]", "(f(a)).b[1]"),
        ("(a\n+ b)", "other(a b)"),
        ("[for k, v in m : \"${k}\" if v != null]", "for(k v in m: <${k}> if other(v null))"),
        ("{ for k in m : k => f(k)... }", "for(k in m: key k f(k)...)"),
        ("{ a = 1, b : 2\n \"c\" = 3 // d\n (d) = 4 }", r#"{a=1 b=2 <"c">=3 d=4}"#),
        ("{\n  a = {} # x\n  for = 2\n}", "{a={} for=2}"),
        ("[\n1,\n# x\n2 /* y */,\n]", "[1 2]"),
    ] {
        let text = format!("a = {text}\nb = 2\n");
        let file = hcl::parse(&text);
        assert_eq!(file.problems, [], "{text}");
        let values: Vec<String> =
            file.body.attributes.iter().map(|attribute| outline(&attribute.value)).collect();
        assert_eq!(values, [expected, "2"], "{text}");
    }
}

#[test]
fn heredocs_lose_the_indent_that_their_lines_share() {
    for (text, expected) in [
        ("<<A\n  x\n    y\nA", "  x\n    y\n"),
        ("<<-A\n    x\n\n      y ${z}\n  \tA", "x\n\n  y +${z}+\n"),
        ("<<-A\n  x\r\n  $${y} %%{\r\n  A\r", "x\r\n${y} %{\r\n"),
        ("<<A\nB A\nAA\nA", "B A\nAA\n"),
        ("<<A\n${f(\"\n\"\n)}\nA", ""),
        ("<<A\nA", ""),
    ] {
        let text = format!("a = {text}\nb = 2\n");
        let file = hcl::parse(&text);
        if expected.is_empty() && text.contains('(') {
            // A quoted string ends on its line.
            assert_eq!(file.problems[0].flaw, Flaw::UnclosedString);
            continue;
        }
        assert_eq!(file.problems, [], "{text}");
        let Form::Template(parts) = &file.body.attributes[0].value.form else { panic!("{text}") };
        let part = |part: &Part<'_>| match part {
            Part::Literal(literal) => literal.as_str().to_owned(),
            _ => "+${z}+".to_owned(),
        };
        assert_eq!(parts.iter().map(part).collect::<String>(), expected, "{text}");
        for literal in parts.iter() {
            let Part::Literal(literal) = literal else { continue };
            for (index, character) in literal.as_str().char_indices() {
                let at = literal.part(index..index + character.len_utf8());
                let written = &text[at.start()..at.end()];
                assert!(
                    written.starts_with([character, '$', '%']),
                    "{character:?} at {written:?} of {text:?}"
                );
            }
        }
    }
}

#[test]
fn a_broken_block_costs_no_other() {
    let good = "resource \"a\" \"b\" {\n  c = 1\n}\n";
    for (broken, flaw, written) in [
        ("resource \"x\" \"y\" {\n  a = [1 2]\n}\n", Flaw::Expected("`,` or `]`"), "2"),
        ("resource \"x\" \"y\" {\n  a = 1\n", Flaw::Unclosed, "{"),
        (
            "resource \"x\" \"y\" {\n  a = \"x/${aws:username}/*\"\n}\n",
            Flaw::PolicyVariable,
            "${aws:username}",
        ),
        (
            "resource \"x\" \"y\" {\n  a = <<EOT\n${aws:PrincipalTag/team}\nEOT\n}\n",
            Flaw::PolicyVariable,
            "${aws:PrincipalTag/team}",
        ),
        ("resource \"x\" \"y\" {\n  a = f(1\n}\n", Flaw::Expected("`,` or `)`"), "}"),
        ("resource \"x\" \"y\" {\n  a = \"b\n}\n", Flaw::UnclosedString, "\"b"),
        ("resource \"x\" \"y\" {\n  a = \"\\d\"\n}\n", Flaw::Escape, "\\"),
        ("resource \"x\" \"y\" {\n  a = 1 b = 2\n}\n", Flaw::Expected("a new line behind the value"), "b"),
        ("}\n", Flaw::Expected("the name of an attribute or a block"), "}"),
        ("resource \"x\" y\n", Flaw::Expected("`=` or `{` behind the name"), ""),
    ] {
        let text = format!("{good}{broken}{good}");
        let file = hcl::parse(&text);
        assert_eq!(file.body.blocks.len(), 2, "{text}");
        let [problem] = file.problems.as_slice() else { panic!("{text}: {:?}", file.problems) };
        assert_eq!(problem.flaw, flaw, "{text}");
        assert_eq!(text[problem.at.start()..problem.at.end()].trim(), written, "{text}");
    }
    for (text, flaw) in [
        (format!("{good}a = <<X\n{good}"), Flaw::UnclosedHeredoc),
        (format!("{good}/* {good}"), Flaw::UnclosedComment),
        (format!("a = {}1{}\n{good}", "[".repeat(500), "]".repeat(500)), Flaw::TooDeep),
        (format!("{}{}\n{good}", "a {\n".repeat(500), "}\n".repeat(500)), Flaw::TooDeep),
    ] {
        let file = hcl::parse(&text);
        assert_eq!(file.problems.len(), 1, "{:?}", file.problems);
        assert_eq!((file.problems[0].flaw, file.body.blocks.len()), (flaw, 1));
    }
}
