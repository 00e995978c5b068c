"""What callers do, in every program here that makes calls."""
import threading, time


def latency(action, seconds, warmup):
    """Percentiles of one caller's calls, after a warm-up."""
    end = time.perf_counter() + warmup
    while time.perf_counter() < end:
        action()
    samples, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter_ns()
        action()
        samples.append(time.perf_counter_ns() - start)
    samples.sort()
    return {"p50_us": samples[len(samples) // 2] / 1e3, "p99_us": samples[int(len(samples) * 0.99)] / 1e3}


def frequency(action, seconds, warmup):
    """Actions a second of one caller, after a warm-up."""
    end = time.perf_counter() + warmup
    while time.perf_counter() < end:
        action()
    count, start = 0, time.perf_counter()
    while time.perf_counter() < start + seconds:
        action()
        count += 1
    return count / (time.perf_counter() - start)


def pound(target_of_caller, seconds, warmup, callers):
    """Calls a second of many threads, each with its own connection, after a warm-up."""
    counts, begin = [0] * callers, time.perf_counter() + warmup
    end = begin + seconds

    def work(i):
        add, count, now = target_of_caller().add, 0, 0
        while now < end:
            add(2, 3)
            now = time.perf_counter()
            count += begin <= now < end
        counts[i] = count

    pool = [threading.Thread(target=work, args=(i,)) for i in range(callers)]
    [t.start() for t in pool]
    [t.join() for t in pool]
    return sum(counts) / seconds
