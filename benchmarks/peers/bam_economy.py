"""BAM Engine: a macroeconomic model of its own, timed as it comes. Its work is not that of LM-bench."""

import time

import bamengine as bam


def agent_steps(households: int, periods: int) -> tuple[float, str]:
    """Agent-steps a second of processor time, and what an agent-step is there."""
    firms, banks = max(20, households // 5), max(5, households // 50)
    economy = bam.Simulation.init(
        n_households=households, n_firms=firms, n_banks=banks, n_periods=periods + 5, seed=1, log_level="ERROR"
    )
    economy.run(n_periods=2)  # what is set up in the first periods
    start = time.process_time()
    economy.run(n_periods=periods)
    spent = time.process_time() - start
    said = (
        f"{households:,} households, {firms:,} firms, {banks:,} banks; labour, credit and goods markets by the quarter"
    )
    return (households + firms + banks) * periods / spent, said
