//! The frame of a page: the steps in a rail on the left while there is room, else in a thin bar at
//! the top.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::tree::Tree;
use iced::{Length, Point, Size};

use super::Element;
use super::arrange::{Arrange, Room};
use crate::theme::measure;

/// Puts the rail or the bar beside the main part; the other one has no place.
pub fn frame<'a, M: 'a>(
    rail: impl Into<Element<'a, M>>,
    bar: impl Into<Element<'a, M>>,
    main: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    Arrange {
        children: vec![rail.into(), bar.into(), main.into()],
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
    let ([rail, bar, main], [rail_tree, bar_tree, main_tree]) = (children, trees) else {
        return (all, Vec::new());
    };
    let fixed = |size: Size| Limits::new(Size::ZERO, size);
    if all.width >= room.measure {
        let side = Size::new(measure::RAIL, all.height);
        let rest = Size::new(all.width - side.width, all.height);
        let rail = rail
            .as_widget_mut()
            .layout(rail_tree, room.renderer, &fixed(side));
        let main = main
            .as_widget_mut()
            .layout(main_tree, room.renderer, &fixed(rest))
            .move_to(Point::new(side.width, 0.0));
        (all, vec![rail, Node::default(), main])
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
        (all, vec![Node::default(), bar, main])
    }
}
