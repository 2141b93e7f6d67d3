//! Lays a view out at a size and reports what a person would see as broken: words that do not fit
//! their box, words over words, anything outside of the window or of what scrolls, and targets
//! that are too small to hit.
#![allow(unreachable_pub, reason = "shared by several tests")]

use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::operation::{Focusable, Scrollable, TextInput};
use iced::advanced::widget::{Id, Operation, Tree, text, tree};
use iced::{Rectangle, Size, Vector};

use crate::picture::Stage;
use home_station::theme::measure;
use home_station::widget::Element;

type State = text::State<iced::advanced::graphics::text::Paragraph>;

/// Rounding of a layout.
const SLACK: f32 = 1.0;

#[derive(Debug, Clone)]
struct Seen {
    words: String,
    bounds: Rectangle,
    area: Option<usize>,
}

#[derive(Debug, Default)]
struct Walk {
    texts: Vec<Seen>,
    targets: Vec<Seen>,
    inputs: Vec<Rectangle>,
    areas: Vec<(Rectangle, Rectangle)>,
    entering: Option<usize>,
    within: Vec<usize>,
}

impl Operation for Walk {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let entered = self.entering.take();
        self.within.extend(entered);
        operate(self);
        if entered.is_some() {
            let _ = self.within.pop();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        _translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entering = Some(self.areas.len());
        self.areas.push((bounds, content));
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, _state: &mut dyn Focusable) {
        self.targets.push(Seen {
            words: format!("control {}", self.targets.len() + 1),
            bounds,
            area: self.within.last().copied(),
        });
    }

    fn text_input(&mut self, _id: Option<&Id>, bounds: Rectangle, _state: &mut dyn TextInput) {
        self.inputs.push(bounds);
    }

    fn text(&mut self, _id: Option<&Id>, bounds: Rectangle, words: &str) {
        if !words.trim().is_empty() {
            self.texts.push(Seen {
                words: words.to_owned(),
                bounds,
                area: self.within.last().copied(),
            });
        }
    }
}

/// What each text needs, in the order of the tree.
fn needs(tree: &Tree, found: &mut Vec<(String, Size)>) {
    if tree.tag == tree::Tag::of::<State>() {
        let state = tree.state.downcast_ref::<State>();
        found.push((state.content().to_owned(), state.raw().min_bounds()));
    }
    for child in &tree.children {
        needs(child, found);
    }
}

fn is_within(inner: Rectangle, outer: Rectangle) -> bool {
    inner.x >= outer.x - SLACK
        && inner.y >= outer.y - SLACK
        && inner.x + inner.width <= outer.x + outer.width + SLACK
        && inner.y + inner.height <= outer.y + outer.height + SLACK
}

fn short(words: &str) -> String {
    words.chars().take(40).collect()
}

/// Everything that is wrong with a view at a size, one line each. Empty if nothing is.
pub fn problems<'a, M: 'a>(
    element: impl Into<Element<'a, M>>,
    size: impl Into<Size>,
) -> Vec<String> {
    let size = size.into();
    let mut stage = Stage::new(element, size);
    let mut walk = Walk::default();
    stage.operate(&mut walk);
    let mut found = Vec::new();
    needs(stage.tree(), &mut found);

    let window = Rectangle::with_size(size);
    let mut wrong = Vec::new();
    let mut say = |line: String| wrong.push(format!("{}x{}: {line}", size.width, size.height));

    for (bounds, content) in &walk.areas {
        if content.width > bounds.width + SLACK {
            say(format!(
                "content {} wide in a view {} wide",
                content.width, bounds.width
            ));
        }
        if !content.height.is_finite() || bounds.height < measure::TARGET {
            say(format!(
                "a view {} high for content {} high",
                bounds.height, content.height
            ));
        }
    }

    for seen in walk.texts.iter().chain(&walk.targets) {
        let outer = match seen.area {
            // The view itself may be scrolled to any place of its content.
            Some(area) => walk
                .areas
                .get(area)
                .map_or(window, |(view, content)| Rectangle {
                    width: view.width,
                    height: content.height.max(view.height),
                    ..*view
                }),
            None => window,
        };
        if !is_within(seen.bounds, outer) {
            say(format!(
                "outside: {:?} at {:?}",
                short(&seen.words),
                seen.bounds
            ));
        }
    }

    // The same words may stand in two boxes; each box must be matched by a text that fits it.
    for seen in &walk.texts {
        let fits = found
            .iter()
            .filter(|(words, _)| *words == seen.words)
            .any(|(_, need)| {
                need.width <= seen.bounds.width + SLACK && need.height <= seen.bounds.height + SLACK
            });
        if !fits {
            say(format!(
                "clipped: {:?} in {:?}",
                short(&seen.words),
                seen.bounds
            ));
        }
    }

    for (index, one) in walk.texts.iter().enumerate() {
        for other in walk.texts.iter().skip(index + 1) {
            let shared = one.bounds.intersection(&other.bounds);
            if one.area == other.area
                && shared.is_some_and(|shared| shared.width > SLACK && shared.height > SLACK)
            {
                say(format!(
                    "overlap: {:?} and {:?}",
                    short(&one.words),
                    short(&other.words)
                ));
            }
        }
    }

    for target in &walk.targets {
        let least = measure::TARGET - 0.5;
        let Size { width, height } = target.bounds.size();
        if height < least || width < least {
            say(format!("{} is {width} x {height}", target.words));
        }
    }
    wrong
}
