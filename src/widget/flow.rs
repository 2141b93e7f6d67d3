//! Elements side by side in columns of one width while there is room, else below one another.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::tree::Tree;
use iced::{Length, Point, Size};

use super::Element;
use super::arrange::{Arrange, Room};
use crate::theme::{measure, space};

/// Large cards and columns of a page: two beside each other, or one below the other.
pub fn columns<'a, M: 'a>(children: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    flow(children, measure::COLUMN, space::L)
}

/// Cards to choose from: beside each other down to the smallest window, so that none is out of sight.
pub fn cards<'a, M: 'a>(children: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    flow(children, measure::CARD, space::M)
}

/// Small tiles: as many beside each other as fit.
pub fn tiles<'a, M: 'a>(children: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    flow(children, measure::TILE, space::S)
}

/// A field and its buttons: beside each other if enough is left for the field, else below.
pub(crate) fn beside<'a, M: 'a>(
    field: impl Into<Element<'a, M>>,
    buttons: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    Arrange {
        children: vec![field.into(), buttons.into()],
        rule: beside_rule,
        measure: measure::LEAST_FIELD,
        spacing: space::XS,
        size: Size::new(Length::Fill, Length::Shrink),
    }
    .into()
}

fn beside_rule<M>(
    room: &Room<'_>,
    children: &mut [Element<'_, M>],
    trees: &mut [Tree],
) -> (Size, Vec<Node>) {
    let all = room.limits.max();
    let ([field, buttons], [field_tree, buttons_tree]) = (children, trees) else {
        return (Size::ZERO, Vec::new());
    };
    let buttons =
        buttons
            .as_widget_mut()
            .layout(buttons_tree, room.renderer, &Limits::new(Size::ZERO, all));
    let left = all.width - room.spacing - buttons.size().width;
    let is_beside = left >= room.measure;
    let width = if is_beside { left } else { all.width };
    let field = field.as_widget_mut().layout(
        field_tree,
        room.renderer,
        &Limits::new(Size::new(width, 0.0), Size::new(width, all.height)),
    );
    let (tall, other) = (field.size().height, buttons.size().height);
    if is_beside {
        let height = tall.max(other);
        let buttons = buttons.move_to(Point::new(left + room.spacing, (height - other) / 2.0));
        let field = field.move_to(Point::new(0.0, (height - tall) / 2.0));
        (Size::new(all.width, height), vec![field, buttons])
    } else {
        let buttons = buttons.move_to(Point::new(0.0, tall + room.spacing));
        let height = tall + room.spacing + other;
        (Size::new(all.width, height), vec![field, buttons])
    }
}

fn flow<'a, M: 'a>(
    children: impl IntoIterator<Item = Element<'a, M>>,
    least: f32,
    spacing: f32,
) -> Element<'a, M> {
    Arrange {
        children: children.into_iter().collect(),
        rule,
        measure: least,
        spacing,
        size: Size::new(Length::Fill, Length::Shrink),
    }
    .into()
}

/// How many columns of at least this width fit.
fn fitting(width: f32, least: f32, spacing: f32, children: usize) -> usize {
    let mut count = children.max(1);
    loop {
        let gaps = spacing * usize_to_f32(count - 1);
        if count == 1 || (width - gaps) / usize_to_f32(count) >= least {
            return count;
        }
        count -= 1;
    }
}

/// Counts of children are small.
fn usize_to_f32(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::MAX, f32::from)
}

fn rule<M>(
    room: &Room<'_>,
    children: &mut [Element<'_, M>],
    trees: &mut [Tree],
) -> (Size, Vec<Node>) {
    let width = room.limits.max().width;
    let fit = fitting(width, room.measure, room.spacing, children.len());
    // Six tiles look better as three and three than as four and two.
    let rows = children.len().div_ceil(fit).max(1);
    let count = children.len().div_ceil(rows).max(1);
    let gaps = room.spacing * usize_to_f32(count - 1);
    let each = ((width - gaps) / usize_to_f32(count)).floor();
    let mut nodes = Vec::with_capacity(children.len());
    let mut y = 0.0;
    for (row, trees) in children.chunks_mut(count).zip(trees.chunks_mut(count)) {
        let loose = Limits::new(
            Size::new(each, 0.0),
            Size::new(each, room.limits.max().height),
        );
        let mut place = |limits: &Limits| -> Vec<Node> {
            row.iter_mut()
                .zip(trees.iter_mut())
                .map(|(child, tree)| child.as_widget_mut().layout(tree, room.renderer, limits))
                .collect()
        };
        let mut placed = place(&loose);
        let tallest = placed
            .iter()
            .map(|node| node.size().height)
            .fold(0.0, f32::max);
        let shortest = placed
            .iter()
            .map(|node| node.size().height)
            .fold(tallest, f32::min);
        if (0.5..=measure::LEVELLED).contains(&(tallest - shortest)) {
            // Neighbours of much the same height are made of one height. A short panel beside a
            // long guide is not: its frame would run down into nothing.
            placed = place(&loose.min_height(tallest));
        }
        if y > 0.0 {
            y += room.spacing;
        }
        let mut x = 0.0;
        for node in placed {
            nodes.push(node.move_to(Point::new(x, y)));
            x += each + room.spacing;
        }
        y += tallest;
    }
    (Size::new(width, y), nodes)
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn as_many_columns_as_fit_and_never_none() {
        assert_eq!(fitting(600.0, 280.0, 24.0, 2), 2);
        assert_eq!(fitting(560.0, 280.0, 24.0, 2), 1);
        assert_eq!(fitting(10.0, 280.0, 24.0, 2), 1);
        assert_eq!(fitting(2000.0, 280.0, 24.0, 2), 2);
        assert_eq!(fitting(100.0, 280.0, 24.0, 0), 1);
    }
}
