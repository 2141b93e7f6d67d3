//! The frame of a page: the steps in a rail on the left while there is room, else in a thin bar at
//! the top; and what is always in reach, colours and language, at the rail's foot or the bar's end.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::tree::Tree;
use iced::{Length, Point, Size};

use super::Element;
use super::arrange::{Arrange, Room};
use crate::theme::{measure, space};

/// Puts the rail or the bar beside the main part; the other one has no place.
pub fn frame<'a, M: 'a>(
    rail: impl Into<Element<'a, M>>,
    bar: impl Into<Element<'a, M>>,
    main: impl Into<Element<'a, M>>,
    corner: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let corner = corner.unwrap_or_else(|| iced::widget::space().into());
    Arrange {
        children: vec![rail.into(), bar.into(), main.into(), corner],
        rule,
        measure: measure::RAIL_FROM,
        spacing: 0.0,
        size: Size::new(Length::Fill, Length::Fill),
    }
    .into()
}

fn rule<M>(
    room: &Room<'_>,
    children: &mut [Element<'_, M>],
    trees: &mut [Tree],
) -> (Size, Vec<Node>) {
    let all = room.limits.max();
    let ([rail, bar, main, corner], [rail_tree, bar_tree, main_tree, corner_tree]) =
        (children, trees)
    else {
        return (all, Vec::new());
    };
    let fixed = |size: Size| Limits::new(Size::ZERO, size);
    let mut corner = |width: f32| {
        let most = Size::new(width, all.height);
        corner
            .as_widget_mut()
            .layout(corner_tree, room.renderer, &fixed(most))
    };
    if all.width >= room.measure && all.height >= measure::RAIL_FROM_HEIGHT {
        let side = Size::new(measure::RAIL, all.height);
        let rest = Size::new(all.width - side.width, all.height);
        let rail = rail
            .as_widget_mut()
            .layout(rail_tree, room.renderer, &fixed(side));
        let main = main
            .as_widget_mut()
            .layout(main_tree, room.renderer, &fixed(rest))
            .move_to(Point::new(side.width, 0.0));
        let corner = corner(side.width - 2.0 * space::L);
        let foot = all.height - space::M - corner.size().height;
        let corner = corner.move_to(Point::new(space::L, foot));
        (all, vec![rail, Node::default(), main, corner])
    } else {
        let bar =
            bar.as_widget_mut()
                .layout(bar_tree, room.renderer, &fixed(all).height(Length::Shrink));
        let top = bar.size().height;
        let rest = Size::new(all.width, (all.height - top).max(0.0));
        let main = main
            .as_widget_mut()
            .layout(main_tree, room.renderer, &fixed(rest))
            .move_to(Point::new(0.0, top));
        let corner = corner(all.width);
        let end = all.width - space::M - corner.size().width;
        let middle = (measure::BAR - corner.size().height) / 2.0;
        let corner = corner.move_to(Point::new(end, middle));
        (all, vec![Node::default(), bar, main, corner])
    }
}
