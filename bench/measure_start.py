#!/usr/bin/env python3
"""How long the program takes to start, against an empty Java program on the same Java.

  bench/measure_start.py [ROUNDS]      21 rounds by default; JAVA_HOME chooses the Java

All commands run in turn, round by round. Of each, the medians of the clock's and the processor's
milliseconds are printed, and the median of the rounds' ratios to the empty program.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EMPTY = "public final class Empty { public static void main(String[] arguments) {} }"
# The program's arguments, and what must hold: at most so many times the empty program's time.
COMMANDS = [(["--help"], 3.0), (["devices"], 6.0), (["preprocess", "--help"], None)]


def tool(name):
    folder = os.environ.get("JAVA_HOME")
    return os.path.join(folder, "bin", name) if folder else name


def seconds(command):
    """Of the clock and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "Empty.java"), "w", encoding="utf-8") as source:
            source.write(EMPTY)
        subprocess.run([tool("javac"), "-d", folder, source.name], check=True)
        program = os.path.join(HOME, "xray-gpu")
        commands = [[tool("java"), "-cp", folder, "Empty"]]
        commands += [[program, *arguments] for arguments, _ in COMMANDS]
        for command in commands:
            seconds(command)  # builds, archives classes, and brings files into the system's cache
        times = [[seconds(command) for command in commands] for _ in range(rounds)]
    version = subprocess.run([tool("java"), "-version"], capture_output=True, text=True, check=True)
    print(version.stderr.splitlines()[1])
    print(f"{rounds} rounds, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    names = ["an empty program"] + ["xray-gpu " + " ".join(a) for a, _ in COMMANDS]
    bounds = [None] + [bound for _, bound in COMMANDS]
    for i, (name, bound) in enumerate(zip(names, bounds)):
        clock, cpu = (statistics.median(row[i][which] for row in times) for which in (0, 1))
        ratio, cpu_ratio = (
            statistics.median(row[i][which] / row[0][which] for row in times) for which in (0, 1)
        )
        verdict = "" if bound is None else f", at most {bound:g}: {'yes' if ratio <= bound else 'NO'}"
        print(
            f"{name:28} {1e3 * clock:6.0f} ms {ratio:5.2f} times"
            f" (processor {1e3 * cpu:6.0f} ms {cpu_ratio:5.2f} times){verdict}"
        )


if __name__ == "__main__":
    main()
