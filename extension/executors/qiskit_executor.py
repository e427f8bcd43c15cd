"""Runs Ketlab's circuits on Qiskit Aer, with the noise of a fake IBM device where one is named.

Needs: pip install qiskit qiskit-aer (qiskit-ibm-runtime for --device).
"""

import argparse

from ketlab_executor import serve
from qiskit import qasm2, transpile
from qiskit_aer import AerSimulator
from qiskit_aer.noise import NoiseModel, ReadoutError, depolarizing_error

ONE_QUBIT = ["id", "x", "y", "z", "h", "s", "sdg", "t", "tdg", "sx", "sxdg", "p", "rx", "ry", "rz", "u", "u1", "u2", "u3"]
TWO_QUBITS = ["cx", "cy", "cz", "ch", "cp", "crx", "cry", "crz", "cu", "cu1", "cu3", "csx", "swap", "rxx", "rzz", "ecr"]


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--method", default="automatic", help="Aer's method, such as statevector")
    parser.add_argument("--device", help="a fake device of qiskit-ibm-runtime, such as FakeManilaV2")
    parser.add_argument("--depolarizing", nargs=2, type=float, metavar=("P1", "P2"), help="of gates on 1 and 2 qubits")
    parser.add_argument("--readout", type=float, metavar="P", help="probability to read a bit wrong")
    parser.add_argument("--optimization-level", type=int, default=0, help="0 keeps folded gates (default)")
    return parser.parse_args()


def backend_of(arguments):
    if arguments.device:
        from qiskit_ibm_runtime import fake_provider

        return AerSimulator.from_backend(getattr(fake_provider, arguments.device)())
    noise = NoiseModel()
    if arguments.depolarizing:
        noise.add_all_qubit_quantum_error(depolarizing_error(arguments.depolarizing[0], 1), ONE_QUBIT)
        noise.add_all_qubit_quantum_error(depolarizing_error(arguments.depolarizing[1], 2), TWO_QUBITS)
    if arguments.readout:
        right, wrong = 1 - arguments.readout, arguments.readout
        noise.add_all_qubit_readout_error(ReadoutError([[right, wrong], [wrong, right]]))
    return AerSimulator(method=arguments.method, noise_model=None if noise.is_ideal() else noise)


def read(program):
    return qasm2.loads(
        program, include_path=qasm2.LEGACY_INCLUDE_PATH, custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS
    )


def counts_of(result):
    """Qiskit's keys have the register that was declared first rightmost, as Ketlab's, with spaces between registers."""
    return {key.replace(" ", ""): count for key, count in result.items()}


def main():
    arguments = parse()
    backend = backend_of(arguments)

    def run(circuits):
        level = arguments.optimization_level
        compiled = transpile([read(circuit.program) for circuit in circuits], backend, optimization_level=level)
        # Each has a seed of its own, so that its counts do not depend on the others.
        return [
            counts_of(backend.run(one, shots=circuit.shots, seed_simulator=circuit.seed % 2**31).result().get_counts())
            for one, circuit in zip(compiled, circuits)
        ]

    serve(f"Qiskit Aer ({arguments.device or arguments.method})", run, batch=20)


if __name__ == "__main__":
    main()
