"""`mailbot simulate`: random firms under a virtual clock; stops at the first broken invariant and names the seed."""

from __future__ import annotations

from collections import Counter
from datetime import date

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from mailbot.cli.program import WORK_FAILED
from mailbot.cli.shell import Shell, pass_shell
from mailbot.demo.firm import ZONE
from mailbot.demo.simulation.simulate import SimulationOptions, SimulationResult
from mailbot.demo.simulation.simulate import simulate as play


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="The first seed; another number, another firm.")
@click.option("--seeds", type=click.IntRange(1, 10_000), default=1, show_default=True, help="How many seeds in a row.")
@click.option("--days", type=click.IntRange(2, 1000), default=180, show_default=True, help="Days that each firm plays.")
@click.option("--clients", type=click.IntRange(1, 500), default=12, show_default=True, help="Clients of each firm.")
@click.option(
    "--faults", is_flag=True, help="Kill the program, lose lines, fail at sending, double mails, leave it alone."
)
@pass_shell
def simulate(shell: Shell, seed: int, seeds: int, days: int, clients: int, faults: bool) -> int:
    """Play random firms and watch what leaves; exit 1 at the first broken invariant, with its seed."""
    last = shell.clock_in(ZONE).now().date()
    for number in range(seed, seed + seeds):
        options = SimulationOptions(seed=number, last=last, days=days, clients=clients, faults=faults)
        result = _played(options)
        if result.problems:
            for problem in result.problems:
                click.echo(problem, err=True)
            again = f"mailbot --now {last} simulate --seed {number} --days {days} --clients {clients}"
            click.echo(f"Broken on {result.day} with seed {number}. Once more: {again}{' --faults' * faults}", err=True)
            return WORK_FAILED
        said = f"{days} days, {result.messages} messages left, {_counted(result)}"
        click.echo(f"seed {number}: {said}; all invariants hold")
    return 0


def _played(options: SimulationOptions) -> SimulationResult:
    """Play, with a progress bar where there is a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Simulating", total=options.days)

        def on_progress(number: int, days: int, day: date) -> None:
            bar.update(task, completed=number, description=f"seed {options.seed} · {day:%d/%m/%Y}")

        return play(options, on_progress)


def _counted(result: SimulationResult) -> str:
    """`41 acts of people, 63 faults`."""
    acts = sum(count for name, count in result.acts.items() if not name.endswith("(refused)"))
    said = f"{acts} acts of people, {sum(result.acts.values()) - acts} refused"
    faults: Counter[str] = result.faults
    return f"{said}, {faults.total()} faults" if faults else said
