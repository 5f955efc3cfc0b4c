use std::borrow::Cow;

use super::{FORM, Facts, SPACE, ServiceFacts, Table};

/// One file of the text form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Its path below the folder of the catalog, with `/`: `services/s3.tsv`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl Facts<'_> {
    /// Writes the text form as the files of the repository, the one that says the day first.
    pub fn write(&self) -> Vec<TextFile> {
        let head = format!("catalog\t{FORM}\t{}\n", self.date);
        let mut files = vec![TextFile { path: "catalog.tsv".to_owned(), text: head }];
        for (table, rows) in Table::ALL.iter().zip(&self.tables) {
            let path = format!("{}.tsv", table.file());
            let mut text = String::new();
            rows.iter().for_each(|row| record(&mut text, table.record(), row));
            match files.iter_mut().find(|file| file.path == path) {
                Some(file) => file.text.push_str(&text),
                None => files.push(TextFile { path, text }),
            }
        }
        let services = self.services.iter();
        files.extend(services.map(|service| TextFile {
            path: format!("services/{}.tsv", service.prefix),
            text: service.write(),
        }));
        files
    }
}

impl ServiceFacts<'_> {
    fn write(&self) -> String {
        let mut text = String::new();
        record(&mut text, "service", &[self.prefix.clone(), self.title.clone()]);
        for action in &self.actions {
            let only = if action.permission_only { ",permission-only" } else { "" };
            let resources: Vec<String> = action
                .resources
                .iter()
                .map(|(name, required)| {
                    format!("{}{}", name.replace(' ', SPACE), if *required { "*" } else { "" })
                })
                .collect();
            let level = format!("{}{only}", action.level.name());
            let lists = [resources.join(" "), action.keys.join(" "), action.needs.join(" ")];
            let [resources, keys, needs] = lists.map(Cow::Owned);
            record(&mut text, "action", &[action.name.clone(), Cow::Owned(level), resources, keys, needs]);
        }
        for key in &self.keys {
            record(&mut text, "key", &[key.name.clone(), key.kind.clone()]);
        }
        for resource in &self.resources {
            let lists = [resource.arns.join(" "), resource.keys.join(" ")].map(Cow::Owned);
            let [arns, keys] = lists;
            let name = Cow::Owned(resource.name.replace(' ', SPACE));
            record(&mut text, "resource", &[name, arns, keys]);
        }
        text
    }
}

/// Writes a record without the empty fields at its end.
fn record(text: &mut String, record: &str, fields: &[Cow<'_, str>]) {
    let count = fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
    text.push_str(record);
    for field in &fields[..count] {
        text.push('\t');
        text.push_str(field);
    }
    text.push('\n');
}
