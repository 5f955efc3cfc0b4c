use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;

use super::super::date::Date;
use super::{
    AccessLevel, ActionFacts, Damage, FORM, Facts, KeyFacts, ResourceFacts, Row, SPACE, ServiceFacts, Table,
    order,
};

impl<'t> Facts<'t> {
    /// Reads the text form.
    ///
    /// The files of the repository may stand one after another in any order, but for the first record, which says the form and the day.
    ///
    /// # Errors
    ///
    /// Everything that [`write`](Facts::write) would not have written, with its line.
    pub fn read(text: &'t str) -> Result<Facts<'t>, Damage> {
        let mut reader = Reader { facts: Facts::new(Date::of_word(0)), line: 0 };
        let mut date = None;
        for (index, line) in text.lines().enumerate() {
            reader.line = index + 1;
            let mut fields = line.split('\t');
            let record = fields.next().unwrap_or_default();
            if date.is_none() {
                date = Some(reader.head(record, fields)?);
            } else {
                reader.record(record, fields)?;
            }
        }
        let Some(date) = date else {
            return Err(Damage { line: None, what: "there is no record in it".to_owned() });
        };
        let mut facts = reader.facts;
        facts.date = date;
        facts.services.sort_by(|left, right| order(&left.prefix, &right.prefix));
        facts.tables.iter_mut().for_each(|rows| rows.sort_by(compare_rows));
        facts.verify()?;
        Ok(facts)
    }
}

/// Rows go by their first field, then by the others.
fn compare_rows(left: &Row<'_>, right: &Row<'_>) -> Ordering {
    let fields = left.iter().zip(right);
    fields.map(|(left, right)| order(left, right)).find(|by| by.is_ne()).unwrap_or(Ordering::Equal)
}

struct Reader<'t> {
    facts: Facts<'t>,
    line: usize,
}

impl<'t> Reader<'t> {
    fn head(&self, record: &str, mut fields: impl Iterator<Item = &'t str>) -> Result<Date, Damage> {
        let (form, date) = (fields.next(), fields.next().and_then(Date::read));
        match (record, form, date, fields.next()) {
            ("catalog", Some(FORM), Some(date), None) => Ok(date),
            ("catalog", Some(form), _, _) if form != FORM => {
                Err(self.damage(format!("the catalog is of form `{form}`; this version reads form {FORM}")))
            }
            _ => {
                Err(self.damage(format!("a catalog begins with `catalog`, a tab, {FORM}, a tab and a date")))
            }
        }
    }

    fn record(&mut self, record: &str, fields: impl Iterator<Item = &'t str>) -> Result<(), Damage> {
        match record {
            "service" => {
                let [prefix, title] = self.fields(record, fields, 1)?;
                self.facts.services.push(ServiceFacts::new(prefix, title));
                Ok(())
            }
            "action" => {
                let [name, level, resources, keys, needs] = self.fields(record, fields, 2)?;
                let (level, permission_only) = match level.strip_suffix(",permission-only") {
                    Some(level) => (level, true),
                    None => (level, false),
                };
                let Some(level) = AccessLevel::ALL.into_iter().find(|known| known.name() == level) else {
                    return Err(self.damage(format!("`{level}` is no access level")));
                };
                let action = ActionFacts {
                    name: Cow::Borrowed(name),
                    level,
                    permission_only,
                    resources: words(resources).map(required).collect(),
                    keys: words(keys).map(Cow::Borrowed).collect(),
                    needs: words(needs).map(Cow::Borrowed).collect(),
                };
                self.service(record)?.actions.push(action);
                Ok(())
            }
            "key" => {
                let [name, kind] = self.fields(record, fields, 2)?;
                let key = KeyFacts { name: Cow::Borrowed(name), kind: Cow::Borrowed(kind) };
                self.service(record)?.keys.push(key);
                Ok(())
            }
            "resource" => {
                let [name, arns, keys] = self.fields(record, fields, 2)?;
                let arns = words(arns).map(Cow::Borrowed).collect();
                let keys = words(keys).map(Cow::Borrowed).collect();
                self.service(record)?.resources.push(ResourceFacts { name: spaced(name), arns, keys });
                Ok(())
            }
            _ => {
                let Some(table) = Table::ALL.into_iter().position(|table| table.record() == record) else {
                    return Err(self.damage(format!("`{record}` is no record of a catalog")));
                };
                let (_, _, least, most) = Table::ALL[table].shape();
                let row: [&'t str; 4] = self.fields(record, fields, least)?;
                if let Some(extra) = row[most..].iter().find(|field| !field.is_empty()) {
                    return Err(self.damage(format!("`{extra}` is one field too many for `{record}`")));
                }
                self.facts.tables[table].push(row.map(Cow::Borrowed));
                Ok(())
            }
        }
    }

    fn service(&mut self, record: &str) -> Result<&mut ServiceFacts<'t>, Damage> {
        let line = Some(self.line);
        let what = || format!("`{record}` stands before the first `service`");
        self.facts.services.last_mut().ok_or_else(|| Damage { line, what: what() })
    }

    /// The fields of a record; those that may be left out are empty.
    fn fields<const N: usize>(
        &self,
        record: &str,
        fields: impl Iterator<Item = &'t str>,
        least: usize,
    ) -> Result<[&'t str; N], Damage> {
        let mut all = [""; N];
        let mut count = 0;
        for field in fields {
            let Some(place) = all.get_mut(count) else {
                return Err(self.damage(format!("`{record}` has more than {N} fields")));
            };
            *place = field;
            count += 1;
        }
        if count < least || all[..least].iter().any(|field| field.is_empty()) {
            return Err(self.damage(format!("`{record}` needs {least} fields that are not empty")));
        }
        Ok(all)
    }

    fn damage(&self, what: String) -> Damage {
        Damage { line: Some(self.line), what }
    }
}

fn words(field: &str) -> impl Iterator<Item = &str> {
    field.split(' ').filter(|word| !word.is_empty())
}

fn required(word: &str) -> (Cow<'_, str>, bool) {
    match word.strip_suffix('*') {
        Some(name) => (spaced(name), true),
        None => (spaced(word), false),
    }
}

/// The name of a resource type as AWS writes it.
fn spaced(name: &str) -> Cow<'_, str> {
    match name.contains(SPACE) {
        true => Cow::Owned(name.replace(SPACE, " ")),
        false => Cow::Borrowed(name),
    }
}

impl Facts<'_> {
    /// Whether every name is in its order, once, and means something.
    ///
    /// # Errors
    ///
    /// The first fault, in words.
    pub fn verify(&self) -> Result<(), Damage> {
        let fault = |what: String| Err(Damage { line: None, what });
        if let Some(name) = out_of_order(self.services.iter().map(|service| &service.prefix)) {
            return fault(format!("service `{name}` is there twice"));
        }
        for (table, rows) in Table::ALL.iter().zip(&self.tables) {
            if let Some(pair) = rows.windows(2).find(|pair| compare_rows(&pair[0], &pair[1]).is_ge()) {
                return fault(format!("`{}` has two rows for `{}`", table.record(), pair[0][0]));
            }
        }
        let globals = &self.tables[Table::GlobalKey as usize];
        let globals: HashSet<&str> = globals.iter().map(|row| &*row[0]).collect();
        for service in &self.services {
            if let Some(what) = service.fault(&globals) {
                return fault(format!("service `{}`: {what}", service.prefix));
            }
        }
        Ok(())
    }
}

impl ServiceFacts<'_> {
    fn fault(&self, globals: &HashSet<&str>) -> Option<String> {
        let unordered = out_of_order(self.actions.iter().map(|action| &action.name))
            .or_else(|| out_of_order(self.keys.iter().map(|key| &key.name)))
            .or_else(|| out_of_order(self.resources.iter().map(|resource| &resource.name)));
        if let Some(name) = unordered {
            return Some(format!("`{name}` is there twice, or out of its order"));
        }
        let types: HashSet<&str> = self.resources.iter().map(|resource| &*resource.name).collect();
        let declared: HashSet<&str> = self.keys.iter().map(|key| &*key.name).collect();
        if let Some(key) = self.keys.iter().find(|key| !key.name.contains(':')) {
            return Some(format!("condition key `{}` has no prefix", key.name));
        }
        for action in &self.actions {
            if let Some((name, _)) = action.resources.iter().find(|(name, _)| !types.contains(&**name)) {
                return Some(format!(
                    "action `{}` names the resource type `{name}`, which is not there",
                    action.name
                ));
            }
        }
        for resource in &self.resources {
            if let Some(arn) = resource.arns.iter().find(|arn| arn.splitn(6, ':').count() < 6) {
                return Some(format!("ARN format `{arn}` has fewer than six parts"));
            }
        }
        let lists = self.actions.iter().map(|action| (&action.name, &action.keys));
        let mut lists = lists.chain(self.resources.iter().map(|resource| (&resource.name, &resource.keys)));
        let unknown = |key: &str| !declared.contains(key) && !globals.contains(key);
        lists.find_map(|(name, keys)| {
            let key = keys.iter().find(|key| unknown(key))?;
            Some(format!("`{name}` names the condition key `{key}`, which is not there"))
        })
    }
}

/// The first name that does not stand behind the one before it.
fn out_of_order<'a>(names: impl Iterator<Item = &'a Cow<'a, str>>) -> Option<&'a str> {
    let mut before: Option<&str> = None;
    for name in names {
        if before.is_some_and(|before| order(before, name).is_ge()) {
            return Some(name);
        }
        before = Some(name);
    }
    None
}
