"""The finished files: the chunks of each volume, with heads and feet, merged."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from briefbook.core.processes.fresh import run_in_subprocess, subprocess_pool
from briefbook.pdf.layout.print_run import (
    Printed,
    PrintRun,
    collect_results,
    resolve_targets,
    running_heads_name,
)
from briefbook.pdf.layout.running_heads import join_marks, list_page_heads
from briefbook.pdf.layout.schedule import TypesettingSchedule
from briefbook.pdf.layout.tasks import RunningHeadsTask, typeset_running_heads
from briefbook.pdf.merge import merge
from briefbook.pdf.merge.parts import Parts
from briefbook.pdf.selection.volumes import Volume
from briefbook.pdf.typst.book_links import LinkTarget
from briefbook.pdf.typst.positions import LabelPosition


def print_volumes(run: PrintRun) -> list[Printed]:
    """Typeset all volumes; return the finished files. Raises :class:`PdfError`."""
    schedule = TypesettingSchedule(run)
    schedule.set_all()
    positions = {
        volume: [at for chunk in chunks for at in schedule.positions(chunk)]
        for volume, chunks in run.volumes.items()
    }
    places = {at.label: (v.number, at.page) for v, found in positions.items() for at in found}
    with subprocess_pool(1) as beside:
        # Heads and feet are set while the pages are read.
        tasks = {volume: _heads_task(run, volume, schedule) for volume in run.volumes}
        heads = {
            v: beside.submit(run_in_subprocess, typeset_running_heads, task)
            for v, task in tasks.items()
        }
        return [
            _merge_volume(
                run, volume, schedule, resolve_targets(run, volume, places), found, heads[volume]
            )
            for volume, found in positions.items()
        ]


def _heads_task(run: PrintRun, volume: Volume, schedule: TypesettingSchedule) -> RunningHeadsTask:
    name, setting = running_heads_name(volume), run.setting
    marks = join_marks([schedule.layouts[chunk.name].marks for chunk in run.volumes[volume]])
    heads = list_page_heads(marks, setting.handling, volume.number)
    words = [{**head, "pack": setting.pack} for head in heads]
    file = run.root / f"{name}.pdf"
    return RunningHeadsTask(run.root, name, setting.fonts, words, setting.timestamp, file)


def _merge_volume(
    run: PrintRun,
    volume: Volume,
    schedule: TypesettingSchedule,
    targets: Mapping[str, LinkTarget],
    positions: Sequence[LabelPosition],
    heads: Future[None],
) -> Printed:
    chunks = run.volumes[volume]
    parts = Parts(
        [schedule.pdf(chunk).read_bytes() for chunk in chunks],
        lambda: _heads(run, volume, heads),
        targets,
        positions,
        run.manuscript.labels.names(),
        run.setting.rights,
    )
    content, pages = merge(parts, _warn)
    settled = all(map(schedule.is_settled, chunks))
    problems = [problem for chunk in chunks for problem in schedule.outside(chunk)]
    return Printed(run.file_of(volume.number), content, pages, settled, problems)


def _warn(words: str) -> None:
    # Not through Sphinx's logger: with -W the build would fail, and the book is not to blame.
    print(f"WARNING: {words} [brief.pdf_merge]", file=sys.stderr, flush=True)


def _heads(run: PrintRun, volume: Volume, job: Future[None]) -> bytes:
    """Wait for the heads and feet of a volume, and return them."""
    collect_results([job], [run.file_of(volume.number)], [()], run.manuscript)
    return (run.root / f"{running_heads_name(volume)}.pdf").read_bytes()
