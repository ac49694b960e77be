//! Settings, the people library and the latest stories: `settings.ron` in the settings folder.
//!
//! The file is read field by field like a story, so that one bad field costs that field only, and
//! fields of a newer version stay in it.

mod renditions;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::disk::{Disk as _, RealDisk, replace, words};
use super::{HouseError, ReadError, SampleError, read_house, read_input, sample};
use crate::edit::smart::Habits;
use crate::media::crop;
use crate::media::provenance::TrustList;
use crate::story::{AspectRatio, Person};
use crate::{check, media, record};

pub use renditions::Renditions;

/// Where the settings are kept, for tests and for a desk on a stick. A folder.
const FOLDER_VARIABLE: &str = "NIGHTDESK_SETTINGS";
const FILE: &str = "settings.ron";
const HOUSE_FILE: &str = "house.ron";
/// Certificates of those who are trusted to sign pictures, beside the settings.
const TRUST_FILE: &str = "content-credentials.pem";
/// The most stories that are remembered.
const MOST_RECENT: usize = 20;
/// How far the window can be zoomed.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the desktop is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A story that was open lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Its folder.
    pub folder: PathBuf,
    /// Its title when it was last open.
    pub title: String,
}

/// What the desk remembers between stories.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Who works here; part of the names of history copies.
    pub author: String,
    /// Where new stories go; `None` for [`Settings::desk_folder_or_default`].
    pub desk_folder: Option<PathBuf>,
    /// Language of new stories (BCP 47).
    pub language: String,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of everything in the window; 1 is normal.
    pub zoom: f32,
    /// House format of credit lines.
    pub credit_template: String,
    /// The paper, agency or site that publishes.
    pub publisher: String,
    /// The address on the web below which stories are published.
    pub base_url: String,
    /// The people library.
    pub people: Vec<Person>,
    /// The latest stories, newest first.
    pub recent: Vec<Recent>,
    /// What typed signs become.
    pub habits: Habits,
    /// Other blocks than the one that is written in stand back.
    pub focus_mode: bool,
    /// The row that is written in stays in the middle of the window.
    pub typewriter: bool,
    /// Shapes that pictures are cropped to, beside those that every desk has.
    pub crop_ratios: Vec<AspectRatio>,
    /// What whoever works here decides about the checks.
    pub check: check::Settings,
    /// The file of the house's rules, such as one that the desk shares; `None` for `house.ron` in
    /// the settings folder, where there is one.
    pub house_file: Option<PathBuf>,
    /// What that file says.
    pub house: Option<Box<check::Settings>>,
    /// What becomes of pictures at export.
    pub renditions: Renditions,
    /// Who is trusted to sign pictures: a file of the desk's own, which this app only reads.
    pub trusted: TrustList,
    /// The words of the house, one a line; may be a file that desks share. `None` for `words.txt`
    /// beside the settings.
    pub house_words: Option<PathBuf>,
    /// The folder that the settings are kept in. `None`, as in new settings, keeps them nowhere,
    /// so that a test never touches those of whoever runs it.
    pub kept_in: Option<PathBuf>,
    /// What went wrong when they were opened.
    pub problem: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            author: String::new(),
            desk_folder: None,
            language: "en".to_owned(),
            theme: ThemeChoice::System,
            zoom: 1.0,
            credit_template: media::credit::DEFAULT_TEMPLATE.to_owned(),
            publisher: String::new(),
            base_url: String::new(),
            people: Vec::new(),
            recent: Vec::new(),
            habits: Habits::default(),
            focus_mode: false,
            typewriter: false,
            crop_ratios: Vec::new(),
            check: check::Settings::default(),
            house_file: None,
            house: None,
            renditions: Renditions::default(),
            trusted: TrustList::default(),
            house_words: None,
            kept_in: None,
            problem: None,
        }
    }
}

/// Why settings were not kept.
#[derive(Debug, thiserror::Error)]
#[error(
    "The settings were not kept: {why}. They hold until the app is closed; check the permissions of the folder. {}",
    path.display()
)]
pub struct SettingsError {
    /// The system's words.
    why: String,
    /// The file.
    path: PathBuf,
}

impl Settings {
    /// The settings of whoever is logged in, or of the folder that `NIGHTDESK_SETTINGS` names.
    /// This never fails: what cannot be read is kept aside and [`Settings::problem`] says so.
    pub fn open() -> Self {
        let named = env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty());
        let usual = || {
            let dirs = directories::ProjectDirs::from("", "", "Nightdesk")?;
            Some(dirs.config_dir().to_path_buf())
        };
        match named.map(PathBuf::from).or_else(usual) {
            Some(folder) => Self::open_in(&folder),
            None => Self {
                problem: Some("There is no home folder to keep settings in.".to_owned()),
                ..Self::default()
            },
        }
    }

    /// The settings that are kept in this folder, and the list of those who are trusted to sign
    /// pictures, `content-credentials.pem`.
    pub fn open_in(folder: &Path) -> Self {
        let mut settings = Self::read_in(folder);
        match trusted_in(folder) {
            Ok(trusted) => settings.trusted = trusted,
            Err(problem) => {
                tracing::warn!(problem);
                settings.problem = Some(match settings.problem {
                    Some(first) => format!("{first} {problem}"),
                    None => problem,
                });
            }
        }
        settings
    }

    fn read_in(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let kept_in = Some(folder.to_path_buf());
        let text = match read_input(&file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(ReadError::NotThere { .. }) => {
                return Self { kept_in, ..Self::default() }.with_house();
            }
            Err(ReadError::Empty { .. }) => String::new(),
            Err(error) => {
                let problem = Some(format!("The settings could not be read. {error}"));
                // Not kept, so that what cannot be read is not written over.
                return Self { problem, ..Self::default() };
            }
        };
        match record::tree_from_ron(&text) {
            Ok(Value::Object(fields)) => Self { kept_in, ..Self::from_fields(fields) }.with_house(),
            Ok(_) => Self { kept_in, ..put_aside(&file, "it holds no settings") },
            Err(problem) => Self { kept_in, ..put_aside(&file, &problem.to_string()) },
        }
    }

    /// Reads the house's rules again.
    fn with_house(mut self) -> Self {
        let usual = || Some(self.kept_in.as_ref()?.join(HOUSE_FILE)).filter(|file| file.exists());
        let Some(file) = self.house_file.clone().or_else(usual) else { return self };
        let (house, problem) = match read_house(&file) {
            Ok(house) => (Some(Box::new(house)), None),
            Err(error) => {
                let problem = error.to_string();
                match error {
                    HouseError::Rules { rest, .. } => (Some(rest), Some(problem)),
                    _ => (None, Some(problem)),
                }
            }
        };
        self.house = house;
        self.problem = match (self.problem, problem) {
            (Some(first), Some(second)) => Some(format!("{first} {second}")),
            (first, second) => first.or(second),
        };
        self
    }

    /// What the checks go by: the house's rules, and on top of them those of whoever works here.
    pub fn checks(&self) -> check::Settings {
        let checks = match &self.house {
            Some(house) => house.with(&self.check),
            None => self.check.clone(),
        };
        check::Settings { credit_template: self.credit_template.clone(), ..checks }
    }

    /// What went wrong when the settings were opened, as whole sentences.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Writes the settings into their folder; fields of a newer version that are in the file stay.
    pub fn keep(&self) -> Result<(), SettingsError> {
        let Some(folder) = &self.kept_in else { return Ok(()) };
        let file = folder.join(FILE);
        let mut tree = self.to_fields();
        let old = read_input(&file).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(Ok(Value::Object(old))) = old.as_deref().map(record::tree_from_ron) {
            for (name, value) in old {
                tree.entry(name).or_insert(value);
            }
        }
        let text = record::tree_to_ron(&Value::Object(tree));
        RealDisk
            .make_folder(folder)
            .and_then(|()| replace(&RealDisk, &file, text.as_bytes()))
            .map_err(|error| SettingsError { why: words(&error), path: file })
    }

    /// Puts a story at the top of the latest ones.
    pub fn remember(&mut self, folder: &Path, title: &str) {
        self.recent.retain(|known| known.folder != folder);
        let title = title.to_owned();
        self.recent.insert(0, Recent { folder: folder.to_path_buf(), title });
        self.recent.truncate(MOST_RECENT);
    }

    /// Where new stories go: the folder that is set, else `Nightdesk` in the documents folder.
    pub fn desk_folder_or_default(&self) -> PathBuf {
        let documents = || {
            let dirs = directories::UserDirs::new()?;
            Some(dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).join("Nightdesk"))
        };
        self.desk_folder.clone().or_else(documents).unwrap_or_else(|| PathBuf::from("Nightdesk"))
    }

    /// Where things are kept that can be made again: the cache folder of whoever is logged in, or
    /// `cache` beside settings that are kept elsewhere. `None` where settings are kept nowhere.
    pub fn cache_folder(&self) -> Option<PathBuf> {
        let kept_in = self.kept_in.as_deref()?;
        let dirs = directories::ProjectDirs::from("", "", "Nightdesk");
        match dirs.filter(|dirs| dirs.config_dir() == kept_in) {
            Some(dirs) => Some(dirs.cache_dir().to_path_buf()),
            None => Some(kept_in.join("cache")),
        }
    }

    /// At the first start, when no settings have been kept yet, copies the sample story into the
    /// desk folder and returns its folder.
    pub fn first_start_sample(&self) -> Result<Option<PathBuf>, SampleError> {
        let Some(folder) = &self.kept_in else { return Ok(None) };
        if self.problem.is_some() || folder.join(FILE).symlink_metadata().is_ok() {
            return Ok(None);
        }
        sample::copy_to(&self.desk_folder_or_default())
    }

    /// Where dictionaries and the words of the house may be.
    pub fn shelf(&self) -> super::Shelf {
        let folder = self.kept_in.as_ref();
        super::Shelf {
            dictionaries: folder.map(|folder| folder.join("dictionaries")),
            house_words: self
                .house_words
                .clone()
                .or_else(|| folder.map(|folder| folder.join("words.txt"))),
        }
    }

    fn to_fields(&self) -> Map<String, Value> {
        let people: Vec<Value> = self.people.iter().map(record::person_to_tree).collect();
        let recent: Vec<Value> = self
            .recent
            .iter()
            .filter_map(|recent| {
                // A path that is no text cannot stand in a text file.
                Some(json!({ "folder": recent.folder.to_str()?, "title": recent.title }))
            })
            .collect();
        let check = serde_json::to_value(&self.check).unwrap_or_default();
        let fields = json!({
            "author": self.author,
            "desk_folder": self.desk_folder.as_ref().and_then(|folder| folder.to_str()),
            "house_words": self.house_words.as_ref().and_then(|file| file.to_str()),
            "language": self.language,
            "theme": self.theme.word(),
            "zoom": f64::from((self.zoom * 100.0).round()) / 100.0,
            "credit_template": self.credit_template,
            "publisher": self.publisher,
            "base_url": self.base_url,
            "people": people,
            "recent": recent,
            "check": check,
            "house_file": self.house_file.as_ref().and_then(|file| file.to_str()),
            "habits": json!({
                "quotes": self.habits.quotes,
                "apostrophes": self.habits.apostrophes,
                "dashes": self.habits.dashes,
                "ellipsis": self.habits.ellipsis,
                "french_spaces": self.habits.french_spaces,
            }),
            "focus_mode": self.focus_mode,
            "typewriter": self.typewriter,
            "crop_ratios": self.crop_ratios.iter().map(|ratio| crop::name(*ratio)).collect::<Vec<_>>(),
            "renditions": self.renditions.to_tree(),
        });
        match fields {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    fn from_fields(mut fields: Map<String, Value>) -> Self {
        let usual = Self::default();
        let mut take = |name: &str| fields.get_mut(name).map(Value::take).unwrap_or_default();
        let mut text = |name: &str, usual: String| match take(name) {
            Value::String(text) => text,
            _ => usual,
        };
        let author = text("author", usual.author);
        let language = text("language", usual.language);
        let credit_template = text("credit_template", usual.credit_template);
        let publisher = text("publisher", usual.publisher);
        let base_url = text("base_url", usual.base_url);
        let theme = text("theme", String::new());
        let desk_folder = text("desk_folder", String::new());
        let house_file = text("house_file", String::new());
        let house_words = text("house_words", String::new());
        let habits = take("habits");
        let habit = |name: &str| habits.get(name).and_then(Value::as_bool).unwrap_or(true);
        let habits = Habits {
            quotes: habit("quotes"),
            apostrophes: habit("apostrophes"),
            dashes: habit("dashes"),
            ellipsis: habit("ellipsis"),
            french_spaces: habit("french_spaces"),
        };
        let zoom = take("zoom").as_f64().map_or(usual.zoom, |zoom| zoom as f32);
        let list = |value: Value| match value {
            Value::Array(items) => items,
            _ => Vec::new(),
        };
        let recent = |item: Value| {
            let folder = PathBuf::from(item.get("folder")?.as_str()?);
            let title = item.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
            Some(Recent { folder, title })
        };
        Self {
            author,
            desk_folder: (!desk_folder.is_empty()).then(|| PathBuf::from(desk_folder)),
            language,
            theme: ThemeChoice::ALL
                .into_iter()
                .find(|choice| choice.word() == theme)
                .unwrap_or_default(),
            zoom: if zoom.is_finite() { zoom.clamp(*ZOOM.start(), *ZOOM.end()) } else { 1.0 },
            credit_template,
            publisher,
            base_url,
            people: list(take("people")).into_iter().filter_map(record::person_from_tree).collect(),
            recent: list(take("recent")).into_iter().filter_map(recent).take(MOST_RECENT).collect(),
            habits,
            focus_mode: take("focus_mode").as_bool().unwrap_or(usual.focus_mode),
            typewriter: take("typewriter").as_bool().unwrap_or(usual.typewriter),
            crop_ratios: list(take("crop_ratios"))
                .iter()
                .filter_map(|item| crop::ratio_of(item.as_str()?))
                .take(crop::MOST_HOUSE_RATIOS)
                .collect(),
            check: serde_json::from_value(take("check")).unwrap_or_default(),
            house_file: (!house_file.is_empty()).then(|| PathBuf::from(house_file)),
            house: None,
            renditions: Renditions::from_tree(&take("renditions")),
            trusted: TrustList::default(),
            house_words: (!house_words.is_empty()).then(|| PathBuf::from(house_words)),
            kept_in: None,
            problem: None,
        }
    }
}

/// The trust list of a settings folder; none is an empty one.
fn trusted_in(folder: &Path) -> Result<TrustList, String> {
    let file = folder.join(TRUST_FILE);
    let bytes = match read_input(&file) {
        Ok(bytes) => bytes,
        Err(ReadError::NotThere { .. } | ReadError::Empty { .. }) => {
            return Ok(TrustList::default());
        }
        Err(error) => {
            return Err(format!(
                "Nobody is trusted to sign pictures until it is put right: {error}"
            ));
        }
    };
    TrustList::from_pem(&String::from_utf8_lossy(&bytes)).map_err(|why| {
        format!(
            "Nobody is trusted to sign pictures, since the list was not read: {why}. {}",
            file.display()
        )
    })
}

/// Moves a damaged settings file aside and starts anew.
fn put_aside(file: &Path, why: &str) -> Settings {
    let name = |count: usize| match count {
        1 => format!("{FILE}.damaged"),
        _ => format!("{FILE}.damaged-{count}"),
    };
    let aside = (1..100)
        .map(|count| file.with_file_name(name(count)))
        .find(|aside| aside.symlink_metadata().is_err());
    let moved = aside.filter(|aside| fs::rename(file, aside).is_ok());
    let (kept_in, then) = match &moved {
        Some(aside) => (file.parent(), format!("The old file is kept: {}", aside.display())),
        // Written over nowhere: these settings are not kept.
        None => (None, format!("Changes will not be kept until it is moved: {}", file.display())),
    };
    let problem =
        format!("The settings file was damaged ({why}) and new settings are used. {then}");
    tracing::warn!(problem);
    Settings {
        kept_in: kept_in.map(Path::to_path_buf),
        problem: Some(problem),
        ..Settings::default()
    }
}
