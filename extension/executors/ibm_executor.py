"""Runs Ketlab's circuits on a machine of IBM, by the sampler of Qiskit Runtime.

Needs: pip install qiskit qiskit-ibm-runtime, and an account that was saved with QiskitRuntimeService.save_account.
--backend FakeManilaV2 (any fake device) runs on this computer, to try it out.
"""

import argparse
import os

from ketlab_executor import Retry, serve
from qiskit.transpiler import generate_preset_pass_manager
from qiskit_executor import counts_of, read
from qiskit_ibm_runtime import QiskitRuntimeService, SamplerV2, fake_provider
from qiskit_ibm_runtime.exceptions import IBMRuntimeError


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--backend", help="name of the machine; absent: the least busy one")
    parser.add_argument("--instance", help="as QiskitRuntimeService takes it")
    parser.add_argument("--optimization-level", type=int, default=0, help="0 keeps folded gates (default)")
    parser.add_argument("--batch", type=int, default=100, help="circuits of one job (default 100)")
    return parser.parse_args()


def backend_of(arguments):
    if arguments.backend and arguments.backend.startswith("Fake"):
        return getattr(fake_provider, arguments.backend)()
    service = QiskitRuntimeService(instance=arguments.instance or os.environ.get("QISKIT_IBM_INSTANCE"))
    if arguments.backend:
        return service.backend(arguments.backend)
    return service.least_busy(operational=True, simulator=False)


def counts_of_bits(data):
    """Registers joined, the first declared rightmost; none of them is empty."""
    registers = list(data.keys())
    columns = [data[name].get_bitstrings() for name in reversed(registers)]
    counts = {}
    for parts in zip(*columns):
        key = "".join(parts)
        counts[key] = counts.get(key, 0) + 1
    return counts_of(counts)


def main():
    arguments = parse()
    backend = backend_of(arguments)
    manager = generate_preset_pass_manager(optimization_level=arguments.optimization_level, backend=backend)
    sampler = SamplerV2(mode=backend)
    running = []

    def run(circuits):
        compiled = manager.run([read(circuit.program) for circuit in circuits])
        try:
            job = sampler.run([(one, None, circuit.shots) for one, circuit in zip(compiled, circuits)])
            running.append(job)
            return [counts_of_bits(result.data) for result in job.result()]
        except IBMRuntimeError as error:
            raise Retry(str(error)) from error
        finally:
            running.clear()

    def cancel():
        for job in running:
            job.cancel()

    serve(f"IBM {backend.name}", run, batch=arguments.batch, cancel=cancel)


if __name__ == "__main__":
    main()
