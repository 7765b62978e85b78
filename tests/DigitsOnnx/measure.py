#!/usr/bin/env python3
"""measure.py PICTURE PROGRAM...: what each program takes from its start to its end, with the picture as its argument.

The programs run in turns, 60 rounds. Prints the best and the median of the time and of the processor time. Memory is not measured here: what Linux tells of
a process includes that of the one that started it.
"""
import os
import statistics
import sys
import time

ROUNDS = 60


def run(program, picture):
    start = time.perf_counter()
    process = os.posix_spawn(program, [program, picture], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"{program} failed")
    return (time.perf_counter() - start) * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3


picture, *programs = sys.argv[1:]
runs = {program: [] for program in programs}
for _ in range(ROUNDS):
    for program in programs:
        runs[program].append(run(program, picture))
for program, results in runs.items():
    times, processor = zip(*results)
    print(f"{program}: {min(times):.1f} ms ({statistics.median(times):.1f}), processor {min(processor):.1f} ms ({statistics.median(processor):.1f})")
