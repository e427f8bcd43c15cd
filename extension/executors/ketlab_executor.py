"""What executors of Ketlab have in common: the protocol (extension/docs/executor.md), the order of bits, and giving up.

An executor in Python is a function from a list of circuits to a list of counts:

    from ketlab_executor import serve

    def run(circuits):
        return [{"00": circuit.shots} for circuit in circuits]

    serve("Mine", run)

Needs nothing but Python 3.9. What libraries print goes to standard error, so that it does no harm.
"""

import json
import os
import queue
import signal
import sys
import threading
import time
from dataclasses import dataclass

PROTOCOL = 1
# A sign of life comes this often, in seconds, while circuits run: queues may be long.
HEARTBEAT = 20


@dataclass(frozen=True)
class CircuitRequest:
    """A circuit to run. `bits`: the length of each key of its counts; `seed`: the same one, the same counts."""

    id: int
    program: str
    shots: int
    bits: int
    seed: int


class Retry(Exception):
    """Something that may work when it is tried again, such as a network that is down."""


def serve(name, run, *, language="openqasm2", batch=1, cancel=None):
    """Runs circuits until nobody wants any more.

    run: from a list of circuits to a list of counts, in the same order: a dict from outcomes (bit 0 rightmost) to how
        often they occurred, or an exception in the place of one that cannot be run.
    batch: the most circuits that `run` gets at once.
    cancel: called when what is running is not wanted any more, such as to cancel jobs in a queue.
    """
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lock = threading.Lock()

    def say(**message):
        with lock:
            output.write(json.dumps(message) + "\n")
            output.flush()

    def give_up(*_):
        if cancel:
            try:
                cancel()
            except Exception as error:
                print(f"Could not cancel: {error}", file=sys.stderr)
        os._exit(0)

    signal.signal(signal.SIGTERM, give_up)
    requests = queue.Queue()
    busy = threading.Event()

    def read():
        for line in sys.stdin:
            requests.put([CircuitRequest(**circuit) for circuit in json.loads(line)["circuits"]])
        # End of input: whoever asked does not want the rest.
        if busy.is_set():
            give_up()
        os._exit(0)

    def live():
        while True:
            time.sleep(HEARTBEAT)
            if busy.is_set():
                say(type="progress")

    threading.Thread(target=read, daemon=True).start()
    threading.Thread(target=live, daemon=True).start()
    say(type="hello", protocol=PROTOCOL, name=name, language=language, batch=batch)
    while True:
        circuits = requests.get()
        busy.set()
        try:
            answers = run(circuits)
        except Exception as error:
            answers = [error] * len(circuits)
        for circuit, answer in zip(circuits, answers):
            if isinstance(answer, Exception):
                message = f"{type(answer).__name__}: {answer}"
                say(type="error", id=circuit.id, message=message, retry=isinstance(answer, Retry))
            else:
                say(type="counts", id=circuit.id, counts={key: int(count) for key, count in answer.items()})
        busy.clear()


def one_by_one(run_one):
    """A function of lists from one of circuits; what one of them raises does not stop the others."""

    def run(circuits):
        answers = []
        for circuit in circuits:
            try:
                answers.append(run_one(circuit))
            except Exception as error:
                answers.append(error)
        return answers

    return run


def key_of(values, bits):
    """The key of an outcome: `values` are 0 or 1 by number of the bit, 0 where there is none."""
    return "".join(str(int(values.get(bit, 0))) for bit in reversed(range(bits)))


def counts_of(outcomes):
    """How often each outcome occurs in an iterable of keys."""
    counts = {}
    for outcome in outcomes:
        counts[outcome] = counts.get(outcome, 0) + 1
    return counts
