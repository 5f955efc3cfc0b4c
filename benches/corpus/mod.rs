//! Policies to measure with: 1,500 of them, 4.8 MB in all, from 200 bytes to 200 kB, the same at each run.

/// How many policies there are.
const POLICIES: usize = 1_500;
/// The size of the smallest policy, in bytes.
const SMALLEST: f64 = 200.0;
/// How many times larger the largest one is.
const SPREAD: f64 = 1_000.0;
/// How rare large ones are; with this, all have 4.8 MB together.
const RARITY: f64 = 11.44;

/// The texts of all policies.
pub fn policies() -> Vec<String> {
    (0..POLICIES).map(|index| policy(index, size(index))).collect()
}

/// The policies as files of a temporary folder.
pub fn files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (index, text) in policies().iter().enumerate() {
        std::fs::write(folder.path().join(name(index)), text).unwrap();
    }
    folder
}

/// The name of a policy's file.
pub fn name(index: usize) -> String {
    format!("{index}.json")
}

fn size(index: usize) -> usize {
    let rank = (index as f64 + 0.5) / POLICIES as f64;
    (SMALLEST * SPREAD.powf(rank.powf(RARITY))) as usize
}

/// An identity policy of about that many bytes, pretty-printed for two of three.
pub fn policy(seed: usize, bytes: usize) -> String {
    let mut random = Random(seed as u64);
    let is_pretty = !seed.is_multiple_of(3);
    let mut statements = Vec::new();
    let mut length = 0;
    while length < bytes.saturating_sub(100) || statements.is_empty() {
        let statement = statement(&mut random, statements.len(), bytes - length.min(bytes));
        length += if is_pretty { pretty_length(&statement) } else { statement.to_string().len() };
        statements.push(statement);
    }
    let document = serde_json::json!({ "Version": "2012-10-17", "Statement": statements });
    if is_pretty { format!("{document:#}\n") } else { document.to_string() }
}

/// The length of a statement inside a pretty-printed policy, where each of its lines is indented by four more blanks.
fn pretty_length(statement: &serde_json::Value) -> usize {
    let text = format!("{statement:#}");
    text.len() + 4 * text.lines().count()
}

const SERVICES: [(&str, &[&str]); 6] = [
    ("s3", &["GetObject", "PutObject", "ListBucket", "Get*", "DeleteObject", "PutBucketPolicy"]),
    ("ec2", &["DescribeInstances", "RunInstances", "Describe*", "CreateTags", "TerminateInstances"]),
    ("dynamodb", &["GetItem", "Query", "BatchGetItem", "PutItem", "UpdateItem"]),
    ("sqs", &["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"]),
    ("kms", &["Decrypt", "GenerateDataKey", "DescribeKey"]),
    ("logs", &["CreateLogGroup", "CreateLogStream", "PutLogEvents"]),
];

/// The ARN of something that the service has; what `ec2` lists has none.
fn resource(service: &str, name: &str) -> String {
    let within = "eu-central-1:111122223333";
    match service {
        "s3" => format!("arn:aws:s3:::{name}/*"),
        "dynamodb" => format!("arn:aws:dynamodb:{within}:table/{name}"),
        "sqs" => format!("arn:aws:sqs:{within}:{name}"),
        "kms" => format!("arn:aws:kms:{within}:key/{name}"),
        "logs" => format!("arn:aws:logs:{within}:log-group:{name}:*"),
        _ => "*".to_owned(),
    }
}

fn statement(random: &mut Random, index: usize, room: usize) -> serde_json::Value {
    let (service, names) = SERVICES[random.below(SERVICES.len())];
    let actions = 1 + random.below(names.len().min(1 + room / 150));
    let first = random.below(names.len());
    let actions: Vec<String> =
        (0..actions).map(|offset| format!("{service}:{}", names[(first + offset) % names.len()])).collect();
    let mut resources: Vec<String> = (0..1 + random.below(1 + (room / 300).min(6)))
        .map(|number| resource(service, &format!("example-{index}-{number}")))
        .collect();
    resources.dedup();
    let mut statement = serde_json::json!({
        "Sid": format!("Statement{index}"),
        "Effect": "Allow",
        "Action": actions,
        "Resource": resources,
    });
    if random.below(3) == 0 && room > 400 {
        statement["Condition"] = serde_json::json!({
            "StringEquals": { "aws:PrincipalTag/team": ["platform", "${aws:PrincipalTag/owner}"] },
            "IpAddress": { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"] },
            "Bool": { "aws:SecureTransport": "true" },
        });
    }
    statement
}

/// Numbers that only look random (a linear congruential generator with Knuth's constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
