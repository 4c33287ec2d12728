# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""While a rule runs: interrupts, cancelling, progress, other threads; and nothing leaks."""
import gc
import os
import signal
import subprocess
import sys
import threading
import time

from package import ALASKA, COUNCIL, SOURCE, main, pytest

import comitia as co

SLOW_TO_STOP = 2.0  # seconds; far more than the 250 ms that are promised, for busy machines


@pytest.fixture(scope="module")
def hard():
    """Voices on which exact PAV works for hours."""
    return co.sample(voices=3000, options=120, seed=5)


def work(voices, **more):
    return co.elect.pav(voices, seats=50, certify="none", **more)


def expect_interrupted(call, after):
    """Expects that an interrupt, some seconds after it began, ends a call soon."""
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, after)
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            call()
        late = time.monotonic() - began - after
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    print(f"interrupted after {1000 * late:.0f} ms")
    assert -0.05 < late < SLOW_TO_STOP


def test_an_interrupt_ends_the_work(hard):
    expect_interrupted(lambda: work(hard), after=0.3)
    assert co.elect.av(hard, seats=3).outcome.committee  # and the engine works on


def test_what_a_handler_raises_comes_out(hard):
    def handler(*_):
        raise ZeroDivisionError("of the handler")

    previous = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(ZeroDivisionError, match="of the handler"):
            work(hard)
    finally:
        signal.signal(signal.SIGALRM, previous)


def test_an_interrupt_ends_a_solver_that_does_not_look():
    # HiGHS prepares a program of this size for seconds without a look at any flag.
    voices = co.sample(voices=2000, options=150, seed=5)
    expect_interrupted(lambda: work(voices, solver="highs"), after=1.5)


def test_an_interrupt_ends_reading(tmp_path):
    path = tmp_path / "large.abif"
    path.write_text("".join(f"a{i % 97}>b{i % 89}>c{i % 83}\n" for i in range(4_000_000)), encoding="utf-8")
    expect_interrupted(lambda: co.read(path), after=0.2)


def test_control_c_ends_a_script():
    script = ("import comitia as co\nvoices = co.sample(voices=3000, options=120, seed=5)\nprint('go', flush=True)\n"
              "co.elect.pav(voices, seats=50)\n")
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "go\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode != 0 and errors.endswith("KeyboardInterrupt\n"), errors


def test_cancel_by_event_and_by_function(hard):
    event = threading.Event()
    threading.Timer(0.2, event.set).start()
    began = time.monotonic()
    with pytest.raises(co.Cancelled):
        work(hard, cancel=event)
    assert time.monotonic() - began < 0.2 + SLOW_TO_STOP
    calls = []
    with pytest.raises(co.Cancelled):
        work(hard, cancel=lambda: calls.append(1) or len(calls) > 3)
    assert len(calls) == 4
    with pytest.raises(co.Cancelled):
        co.elect.av(hard, seats=3, cancel=event)  # set before the work began


def test_what_cancel_and_progress_raise_comes_out(hard):
    def fails(*_):
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        work(hard, cancel=fails)
    with pytest.raises(LookupError, match="mine"):
        work(hard, progress=fails)


def test_progress_tells_stages(hard):
    told = []
    stop = threading.Event()

    def tell(stage, done, total):
        told.append((stage, done, total))
        if len(told) == 2:
            stop.set()

    with pytest.raises(co.Cancelled):
        work(hard, progress=tell, cancel=stop)
    assert told[0][0] == "committees compared" and told[0][1] < told[1][1]


def test_a_progress_bar_is_shown(hard, capfd):
    co.elect.seq_phragmen(hard, seats=50, progress=True, certify="none")
    assert "seats" in capfd.readouterr().err


def test_the_lock_is_released(hard):
    """Another thread counts while the engine works; it could not if the engine held the lock."""
    counted = 0
    stop = threading.Event()

    def count():
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    with pytest.raises(co.LimitReached):
        work(hard, time_limit=0.5)
    stop.set()
    thread.join()
    assert counted > 20


def test_interrupts_leave_other_threads_alone(hard):
    """A rule in another thread is cancelled by its own event only."""
    event = threading.Event()
    outcome = []

    def run():
        try:
            work(hard, cancel=event)
        except co.Cancelled as cancelled:
            outcome.append(cancelled.code)

    thread = threading.Thread(target=run)
    thread.start()
    assert co.elect.av(hard, seats=3).outcome.committee
    event.set()
    thread.join(30)
    assert outcome == ["interrupted"]


def resident_bytes():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_no_call_leaks():
    approvals = co.voices.approval([["a", "b"], ["b"]], ["a", "b"])

    def calls(times):
        for _ in range(times):
            co.elect.av(approvals, seats=1, certify="none").outcome.committee
            try:
                co.elect.av(approvals, seats=1, ties="refuse", certify="none")
                co.elect.av(approvals, seats=3)
            except co.CannotDecide:
                pass
            co.voices.approval([[0]], [0]).digest

    calls(2_000)
    gc.collect()
    objects, before = len(gc.get_objects()), resident_bytes()
    calls(25_000)  # 100,000 calls of the engine
    gc.collect()
    grown = resident_bytes() - before
    print(f"10^5 calls: {grown / 1e6:.2f} MB more")
    assert len(gc.get_objects()) - objects < 100
    assert grown < 4e6


def test_nothing_is_left_at_the_end():
    script = ("import comitia as co\n"
              f"v = co.read({str(COUNCIL)!r}); d = co.elect.pav(v, seats=3); co.verify(d, v); co.compare(v, seats=2)\n"
              f"r = co.read({str(ALASKA)!r}); w = co.elect.schulze(r, progress=print, cancel=lambda: False)\n"
              "try: co.elect.pav(r, seats=1)\nexcept co.InvalidVoices: pass\n"
              "import pickle; pickle.loads(pickle.dumps((v, d)))\n")
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=SOURCE)
    assert answer.returncode == 0, answer.stderr
    assert "leaked" not in answer.stderr


if __name__ == "__main__":
    sys.exit(main(__file__))
