"""CPU milliseconds of Mitiq on the work of mitigate.ts: reads the circuit as JSON from standard input, prints
{work: milliseconds}. A gate is [name, qubits, angle]."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
task = json.load(sys.stdin)

import cirq
import numpy as np
from mitiq import pec, pt, rem, zne
from mitiq.pec.representations import represent_operations_in_circuit_with_local_depolarizing_noise

qubits = cirq.LineQubit.range(task["qubits"])
GATES = {"ry": cirq.ry, "rz": cirq.rz, "cx": lambda: cirq.CNOT}
circuit = cirq.Circuit(
    GATES[name](*angle).on(*(qubits[wire] for wire in wires)) for name, wires, *angle in task["gates"]
)


def least_time(work, repeats=2):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def pec_samples():
    representations = represent_operations_in_circuit_with_local_depolarizing_noise(circuit, task["noise"]["two"])
    pec.construct_circuits(circuit, representations=representations, num_samples=100, random_state=1)


matrices = [np.array([[1 - 0.01 - 0.001 * bit, 0.03], [0.01 + 0.001 * bit, 0.97]]) for bit in range(12)]
read = np.array([(outcome % 7) / 12000 for outcome in range(2**12)])
quasi = np.sin(np.arange(2**8)) / 16 + 1 / 256


def invert():
    rem.generate_tensored_inverse_confusion_matrix(12, matrices) @ read


def extrapolate():
    from qiskit import QuantumCircuit
    from qiskit_aer import AerSimulator
    from qiskit_aer.noise import NoiseModel, depolarizing_error

    program = QuantumCircuit(task["qubits"])
    for name, wires, *angle in task["gates"]:
        getattr(program, name)(*angle, *wires)
    noise = NoiseModel()
    noise.add_all_qubit_quantum_error(depolarizing_error(task["noise"]["one"] * 4 / 3, 1), ["ry", "rz"])
    noise.add_all_qubit_quantum_error(depolarizing_error(task["noise"]["two"] * 16 / 15, 2), ["cx"])
    simulator = AerSimulator(method="density_matrix", noise_model=noise, max_parallel_threads=1)

    def execute(folded):
        measured = folded.copy()
        measured.measure_all()
        counts = simulator.run(measured, shots=task["shots"] // 3).result().get_counts()
        parity = sum(count * (1 if key[-1] == key[-2] else -1) for key, count in counts.items())
        return parity / (task["shots"] // 3)

    factory = zne.inference.RichardsonFactory([1, 2, 3])
    zne.execute_with_zne(program, execute, factory=factory, scale_noise=zne.scaling.fold_gates_at_random)


works = [
    lambda: zne.scaling.fold_gates_at_random(circuit, 25.431),
    pec_samples,
    lambda: pt.generate_pauli_twirl_variants(circuit, num_circuits=10),
    invert,
    lambda: rem.inverse_confusion_matrix.closest_positive_distribution(quasi),
    extrapolate,
]
print(json.dumps({name: least_time(work, 1 if work is extrapolate else 2) for name, work in zip(task["names"], works)}))
