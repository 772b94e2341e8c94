"""The finished files: the quires of each volume, with heads and feet, bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from briefbook.pdf.layout.print_run import Printed, PrintRun, heads_name, outcomes, targets_of
from briefbook.pdf.layout.running_heads import joined, page_heads
from briefbook.pdf.layout.schedule import Press
from briefbook.pdf.layout.tasks import HeadsTask, set_heads
from briefbook.pdf.merge import bound
from briefbook.pdf.typst.book_links import Target
from briefbook.pdf.typst.positions import Position
from briefbook.pdf.typst.typst_process import in_process, side_by_side
from briefbook.pdf.volumes import Volume


def print_volumes(run: PrintRun) -> list[Printed]:
    """Have all volumes set; return the finished files. Raises :class:`PdfError`."""
    press = Press(run)
    press.set_all()
    positions = {
        volume: [at for quire in quires for at in press.positions(quire)]
        for volume, quires in run.volumes.items()
    }
    places = {at.label: (v.number, at.page) for v, found in positions.items() for at in found}
    with side_by_side(1) as beside:
        # Heads and feet are set while the pages are read.
        tasks = {volume: _heads_task(run, volume, press) for volume in run.volumes}
        heads = {v: beside.submit(in_process, set_heads, task) for v, task in tasks.items()}
        return [
            _bind(run, volume, press, targets_of(run, volume, places), found, heads[volume])
            for volume, found in positions.items()
        ]


def _heads_task(run: PrintRun, volume: Volume, press: Press) -> HeadsTask:
    name, setting = heads_name(volume), run.setting
    marks = joined([press.layouts[quire.name].marks for quire in run.volumes[volume]])
    words = list(page_heads(marks, setting.handling, volume.number))
    file = run.root / f"{name}.pdf"
    return HeadsTask(run.root, name, setting.fonts, words, setting.timestamp, file)


def _bind(
    run: PrintRun,
    volume: Volume,
    press: Press,
    targets: Mapping[str, Target],
    positions: Sequence[Position],
    heads: Future[None],
) -> Printed:
    quires = run.volumes[volume]
    content, pages = bound(
        [press.pdf(quire).read_bytes() for quire in quires],
        lambda: _heads(run, volume, heads),
        targets,
        positions,
        run.manuscript.labels.names(),
    )
    return Printed(run.file_of(volume.number), content, pages, all(map(press.is_settled, quires)))


def _heads(run: PrintRun, volume: Volume, job: Future[None]) -> bytes:
    """Wait for the heads and feet of a volume, and return them."""
    outcomes([job], [run.file_of(volume.number)], [()], run.manuscript)
    return (run.root / f"{heads_name(volume)}.pdf").read_bytes()
