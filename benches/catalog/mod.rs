//! Look-ups in the catalog inside the program, each of every name that there is.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use iamlint::catalog::Catalog;

#[divan::bench]
fn actions_by_name(bencher: Bencher<'_, '_>) {
    let catalog = Catalog::embedded();
    let names = actions();
    bencher.counter(ItemsCount::new(names.len())).bench_local(|| {
        for name in &names {
            black_box(catalog.action(name));
        }
    });
}

#[divan::bench]
fn actions_by_beginning(bencher: Bencher<'_, '_>) {
    let services: Vec<_> = Catalog::embedded().services().collect();
    bencher.counter(ItemsCount::new(services.len())).bench_local(|| {
        for service in &services {
            black_box(service.actions_matching("Describe*").count());
        }
    });
}

#[divan::bench]
fn keys_by_name(bencher: Bencher<'_, '_>) {
    let catalog = Catalog::embedded();
    // What the user names is written as such a word.
    let written = |name: &str| match name.split_once("${") {
        Some((head, _)) => format!("{head}team"),
        None => name.to_owned(),
    };
    let names: Vec<String> = catalog.keys().map(|key| written(key.name())).collect();
    bencher.counter(ItemsCount::new(names.len())).bench_local(|| {
        for name in &names {
            black_box(catalog.key(name));
        }
    });
}

#[divan::bench]
fn arn_formats_by_service_and_letter(bencher: Bencher<'_, '_>) {
    let catalog = Catalog::embedded();
    let types = catalog.services().flat_map(|service| service.resource_types());
    let formats: Vec<_> = types.flat_map(|kind| kind.arn_formats()).collect();
    bencher.counter(ItemsCount::new(formats.len())).bench_local(|| {
        for format in &formats {
            black_box(catalog.arn_formats_headed(format.service(), format.resource()).count());
        }
    });
}

/// All actions, as policies name them.
pub fn actions() -> Vec<String> {
    let services = Catalog::embedded().services();
    let actions = services.flat_map(|service| service.actions());
    actions.map(|action| format!("{}:{}", action.service().prefix(), action.name())).collect()
}
