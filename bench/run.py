"""``make bench``: what building costs, measured; each subcommand is one measurement.

A measurement is a module beside this one with ``NAME``, ``HELP``, ``add_arguments(parser)`` and
``run(arguments)``; adding one to ``MEASUREMENTS`` is all there is to it.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse

import add_cost
import bib_compare
import check_cost
import command_cost
import live_cost
import lsp_cost
import pdf_cost
import read_quality
import search_cost
import site_cost
import verify_cost

MEASUREMENTS = (
    add_cost,
    bib_compare,
    check_cost,
    command_cost,
    live_cost,
    lsp_cost,
    pdf_cost,
    read_quality,
    search_cost,
    site_cost,
    verify_cost,
)


def main() -> None:
    """Run the measurement that is named, or all with their defaults."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="name")
    for measurement in MEASUREMENTS:
        command = commands.add_parser(measurement.NAME, help=measurement.HELP)
        measurement.add_arguments(command)
    arguments = parser.parse_args()
    for measurement in MEASUREMENTS:
        if arguments.name in {None, measurement.NAME}:
            own = argparse.ArgumentParser()
            measurement.add_arguments(own)
            measurement.run(arguments if arguments.name else own.parse_args([]))


if __name__ == "__main__":
    main()
