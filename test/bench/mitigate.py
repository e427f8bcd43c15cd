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
from mitiq import Observable, PauliString, lre, pec, pt, qse, rem, zne
from mitiq.interface.mitiq_cirq import compute_density_matrix
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


deep = cirq.Circuit(cirq.Moment(cirq.ry(0.1 * layer).on(qubits[0])) for layer in range(1, 13))


def expand():
    wires = qubits[:5]
    code = cirq.Circuit(
        [cirq.H(wire) for wire in wires[:4]],
        [cirq.CNOT(wire, wires[4]) for wire in wires[:4]],
        [cirq.CZ(wires[k], wires[(k + 1) % 5]) for k in range(5)],
    )
    generators = [PauliString(text) for text in ("XZZXI", "IXZZX", "XIXZZ", "ZXIXZ")]
    group = [PauliString("IIIII")]
    for generator in generators:
        group = group + [member * generator for member in group]
    energy = Observable(*(PauliString(text, coeff=-1) for text in ("XZZXI", "IXZZX", "XIXZZ", "ZXIXZ")))

    def execute(circuit) -> np.ndarray:
        return compute_density_matrix(circuit, noise_level=(0.01,))

    qse.execute_with_qse(code, execute, group, energy, PauliString("ZZZZZ"))


works = [
    lambda: zne.scaling.fold_gates_at_random(circuit, 25.431),
    pec_samples,
    lambda: pt.generate_pauli_twirl_variants(circuit, num_circuits=10),
    invert,
    lambda: rem.inverse_confusion_matrix.closest_positive_distribution(quasi),
    lambda: lre.inference.multivariate_richardson_coefficients(deep, 2, 2),
    # A hundred layers are beyond it.
    None,
    expand,
    extrapolate,
]
once = (expand, extrapolate)
print(
    json.dumps(
        {name: least_time(work, 1 if work in once else 2) for name, work in zip(task["names"], works) if work}
    )
)
