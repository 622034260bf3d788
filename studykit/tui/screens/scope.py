"""Choosing what a quiz is about: courses, units and terms, ticked in a tree."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from studykit.content.model import Course
from studykit.tui.scope_units import Address, units_of
from studykit.tui.screens.base import StudyScreen
from studykit.tui.text import label
from studykit.tui.widgets.scope_tree import ScopeTree


class Group(NamedTuple):
    """What a line of the tree stands for."""

    title: str
    addresses: tuple[Address, ...]
    """Of a course, the course; else terms."""
    apart: str = ""
    """What tells a course apart from another of that title; of what is gone, that it is."""
    is_gone: bool = False
    """Whether it is ticked, and in the library no more."""

    @property
    def course(self) -> str:
        """The slug of its course."""
        return self.addresses[0].partition("/")[0]

    def is_same(self, other: "Group | None") -> bool:
        """Whether the lines of different times stand for the same; a unit may have other terms by now."""
        return other is not None and (self.course, self.title) == (other.course, other.title)


class ScopeScreen(StudyScreen[tuple[str, ...] | None]):
    """The courses with their units and terms; a course's terms are read when it is unfolded."""

    CSS_PATH = "scope.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Done", tooltip="Take what is ticked; nothing ticked means all courses.", id="scope-done", priority=True),
        Binding("space", "tick", "Tick", tooltip="Tick the line or take its tick off.", id="scope-tick", priority=True),
        Binding("right", "unfold", "Unfold", tooltip="Show what is in a course or unit.", id="scope-unfold", priority=True),
        Binding("left", "fold", "Fold", tooltip="Hide it again.", id="scope-fold", show=False, priority=True),
        Binding("c", "clear", "Clear", tooltip="Take all ticks off.", id="scope-clear"),
    ]  # fmt: skip
    HELP_TEXT = "Tick whole courses, units or single terms. Nothing ticked means all courses. A whole unit is kept as such: what is added to it later belongs to it."

    terms = query_one("#scope", Tree)

    def __init__(
        self,
        scope: Iterable[Address],
        trail: tuple[str, ...] = ("studykit", "Set up a quiz", "What to ask"),
    ) -> None:
        super().__init__()
        self.trail = trail
        self._ticked: set[Address] = set(scope)
        """Courses, and terms of courses that are not ticked as a whole; units are terms until all is done."""
        self._courses: dict[str, Course] = {}

    def body(self) -> ComposeResult:
        """The tree."""
        tree: Tree[Group] = ScopeTree("courses", id="scope")
        tree.show_root = False
        tree.guide_depth = 3
        yield tree

    def on_mount(self) -> None:
        """Show the tree, or go back where it cannot be made."""
        if not self.attempt(self._list_courses):
            self.call_later(self.action_back)
        self.terms.focus()

    def _list_courses(self) -> None:
        """List the courses; unfold those in which something is ticked."""
        partly = {address.partition("/")[0] for address in self._ticked if "/" in address}
        for entry in self.study.catalog.courses():
            group = Group(entry.title, (entry.slug,), entry.apart)
            node = self.terms.root.add(label(entry.title), group)
            node.allow_expand = True
            if entry.slug in partly:
                self._spell_units_out(entry.slug)
                self._fill(node)
                node.expand()
        following = self.study.schedule.edited.following()
        there = set().union(*map(self._all_of, self._courses))  # most of it; the rest is looked up
        for address in sorted(self._ticked - there):
            for name in following.gone([address]):
                group = Group(name, (address,), "not in the library any more", is_gone=True)
                self.terms.root.add_leaf(label(name), group)
        self._relabel()
        self._go_to_first_tick()

    def follow_library(self) -> None:
        """List the courses as they are now; what is unfolded stays so, and so does the cursor."""
        here = self.terms.cursor_node.data if self.terms.cursor_node else None
        lines = self._lines_so_far()
        unfolded = {node.data.course for node in lines if node.data and node.is_expanded}
        self._courses.clear()
        self.terms.root.remove_children()
        self._list_courses()
        for node in self.terms.root.children:
            if node.data and node.data.course in unfolded and not node.children:
                self._fill(node)
                node.expand()
        self._relabel()
        self.terms.get_node_at_line(0)
        same = [node for node in self._lines_so_far() if here and here.is_same(node.data)]
        for node in same[:1]:
            self.terms.move_cursor(node)

    def _go_to_first_tick(self) -> None:
        """Begin where something is ticked, else at the first course."""
        nodes = self._lines_so_far()
        self.terms.get_node_at_line(0)  # has the tree count its lines: the cursor can go there now
        ticked = (node for node in nodes if node.data and self._is_on(node.data))
        if nodes:
            self.terms.move_cursor(next(ticked, nodes[0]))
            self.call_after_refresh(
                lambda: self.terms.scroll_to_line(self.terms.cursor_line, animate=False)
            )

    # -- what the learner does -------------------------------------------------------------------------------------------

    def action_tick(self) -> None:
        """Tick the line, or take its tick off."""
        node = self.terms.cursor_node
        if node is None or node.data is None:
            return
        if node.data.is_gone:
            self._ticked ^= set(node.data.addresses)
            self._relabel()
            return
        course = node.data.course
        was_on = self._is_on(node.data)
        self._spell_out(course)
        terms = self._all_of(course) if course in node.data.addresses else set(node.data.addresses)
        self._ticked = self._ticked - terms if was_on else self._ticked | terms
        self._fold_up(course)
        self._relabel()

    def action_clear(self) -> None:
        """Take all ticks off."""
        self._ticked.clear()
        self._relabel()

    def action_unfold(self) -> None:
        """Show what is in the line."""
        if self.terms.cursor_node:
            self.terms.cursor_node.expand()

    def action_fold(self) -> None:
        """Hide what is in the line, or go up to what it is in."""
        node = self.terms.cursor_node
        if node and node.is_expanded and node.children:
            node.collapse()
        elif node and node.parent and node.parent is not self.terms.root:
            self.terms.move_cursor(node.parent)

    def action_done(self) -> None:
        """Take what is ticked, in the order of the library."""
        order = {entry.slug: at for at, entry in enumerate(self.study.catalog.courses())}
        ticked = self._in_units()
        self.dismiss(
            tuple(sorted(ticked, key=lambda a: (order.get(a.partition("/")[0], len(order)), a)))
        )

    def action_back(self) -> None:
        """Leave things as they were."""
        self.dismiss(None)

    @on(Tree.NodeExpanded)
    def _unfolded(self, event: Tree.NodeExpanded[Group]) -> None:
        if not event.node.children and self.attempt(lambda: self._fill(event.node)):
            self._relabel()

    # -- ticks -----------------------------------------------------------------------------------------------------------

    def _course(self, slug: str) -> Course:
        if slug not in self._courses:
            self._courses[slug] = self.study.catalog.course(slug)
        return self._courses[slug]

    def _all_of(self, course: str) -> set[Address]:
        content = self._course(course)
        slugs = [guide.slug for guide in content.guides] + [group.slug for group in content.sets]
        return {f"{course}/{slug}" for slug in slugs}

    def _spell_out(self, course: str) -> None:
        """Turn a whole course into all of its terms, so that single ones can be taken off."""
        if course in self._ticked:
            self._ticked = (self._ticked - {course}) | self._all_of(course)

    def _fold_up(self, course: str) -> None:
        """Turn all terms of a course into the course."""
        terms = self._all_of(course)
        if terms and terms <= self._ticked:
            self._ticked = (self._ticked - terms) | {course}

    def _spell_units_out(self, course: str) -> None:
        """Turn the units of a course into their terms, so that single ones can be taken off."""
        pages = self._all_of(course)
        for unit, terms in units_of(self._course(course)).items():
            named = {unit, unit.removesuffix("/")} - pages  # with the slash, or kept without it
            if not named.isdisjoint(self._ticked):
                self._ticked = (self._ticked - named) | terms

    def _in_units(self) -> set[Address]:
        """What is ticked, with whole units instead of all their terms."""
        ticked = set(self._ticked)
        there = {entry.slug for entry in self.study.catalog.courses()}
        partly = {address.partition("/")[0] for address in ticked if "/" in address}
        for course in partly & there:
            for unit, terms in units_of(self._course(course)).items():
                if terms <= ticked:
                    ticked = (ticked - terms) | {unit}
        return ticked

    def _is_on(self, group: Group) -> bool:
        is_whole = not group.is_gone and group.course in self._ticked
        return is_whole or self._ticked.issuperset(group.addresses)

    def _is_partly_on(self, group: Group) -> bool:
        if group.course in group.addresses:
            return any(address.startswith(f"{group.course}/") for address in self._ticked)
        return not self._ticked.isdisjoint(group.addresses)

    # -- the tree --------------------------------------------------------------------------------------------------------

    def _fill(self, node: TreeNode[Group]) -> None:
        """Show the units and terms of a course."""
        if node.data is None or node.data.is_gone or node.parent is not self.terms.root:
            return
        course = self._course(node.data.course)
        groups: list[tuple[str, list[tuple[str, str]]]] = [
            (unit.title or "Other terms", [(g.slug, g.term) for g in unit.guides])
            for unit in course.units
        ]
        if course.sets:
            groups.append(("Question sets", [(group.slug, group.title) for group in course.sets]))
        for title, pages in groups:
            addresses = tuple(f"{course.slug}/{slug}" for slug, _ in pages)
            branch = node.add(label(title), Group(title, addresses), expand=True)
            for address, (_, name) in zip(addresses, pages, strict=True):
                branch.add_leaf(label(name), Group(name, (address,)))

    def _relabel(self) -> None:
        """Show the ticks as they are now."""
        for node in self._lines_so_far():
            if node.data:
                name = Text.assemble(
                    label(node.data.title), (f"  {node.data.apart}".rstrip(), "dim")
                )
                indent = " " * len(ScopeTree.ICON_NODE) * node.data.is_gone  # nothing unfolds there
                node.set_label(Text(f"{indent}[{self._mark(node.data)}] ") + name)

    def _mark(self, group: Group) -> str:
        return "x" if self._is_on(group) else "-" if self._is_partly_on(group) else " "

    def _lines_so_far(self) -> list[TreeNode[Group]]:
        """All lines that there are so far, from top to bottom."""
        nodes: list[TreeNode[Group]] = []
        todo = list(reversed(self.terms.root.children))
        while todo:
            nodes.append(todo.pop())
            todo += reversed(nodes[-1].children)
        return nodes
