"""Which processors a process runs on."""
import os


def parse(text):
    """Processors such as 0-1,3 as a set."""
    spans = [part.split("-") for part in text.split(",")]
    return {cpu for span in spans for cpu in range(int(span[0]), int(span[-1]) + 1)}


def use(cpus):
    """Moves this process to processors; None leaves it where it is."""
    if cpus:
        os.sched_setaffinity(0, cpus)
