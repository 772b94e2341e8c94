"""``{timeline}``: dated events as a list, in the order of time."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.dates import basis_words
from briefbook.core.records import AnchorKind
from briefbook.core.tables.events import EVENTS, Event, read_events
from briefbook.core.words.labels import label
from briefbook.domain.citations.pending_citation import make_citation
from briefbook.domain.drawing.tables import DataDirective


class TimelineDirective(DataDirective):
    """List the events of ``events.csv``; ``:topic: combat`` lists those of one topic."""

    option_spec: ClassVar = {"topic": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return a definition list: the date, then what the source reports."""
        folder, shown = self.data_folder()
        self.depend_on(folder, "events.csv")
        self.require(folder, shown, {"events.csv": EVENTS})
        events = read_events(folder, shown)
        if not events.events:
            return [self.no_rows("events", shown, "events.csv", EVENTS)]
        topic = self.options.get("topic", "")
        found = list(events.on(topic))
        if topic and not found:
            topics = ", ".join(sorted({t for e in events.events for t in e.topics}))
            raise self.error(f"no event has the topic {topic!r}; events.csv has {topics}")
        drawn = nodes.definition_list(classes=["brief-timeline"])
        drawn += [self._draw(event, f"{shown}/events.csv") for event in found]
        return [drawn, self.download("events.csv", label("The events as a table to download"))]

    def _draw(self, event: Event, path: str) -> nodes.definition_list_item:
        words = event.date_words()
        date = nodes.term("", words[0].upper() + words[1:])
        text = nodes.paragraph("", f"{event.title} ")
        document = self.state.document
        text += make_citation(self.env, document, (event.source, event.locator), event.line, path)
        text += [nodes.Text(" "), self.link(event.paragraph, "", path, event.line), nodes.Text(".")]
        body = nodes.definition("", text)
        if event.basis:
            body += nodes.paragraph(
                "", label("Date: {basis}.", basis=basis_words(event.basis)), classes=["brief-basis"]
            )
        topics = nodes.paragraph("", ", ".join(event.topics), classes=["brief-topics"])
        body += topics
        classes = ["brief-event", *(f"brief-topic-{nodes.make_id(t)}" for t in event.topics)]
        item = nodes.definition_list_item("", date, body, classes=classes)
        date["ids"] = [f"event-{event.id}"]
        item["brief_anchor"] = (f"event-{event.id}", AnchorKind.EVENT, f"{words}: {event.title}")
        return item
