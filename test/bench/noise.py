"""CPU milliseconds of Qiskit Aer for simulations of the circuits of noise.ts, one for each place of noise: one simulation,
times the number of gates. Reads the circuits as JSON from standard input, prints {work: milliseconds}."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
task = json.load(sys.stdin)

from qiskit import QuantumCircuit
from qiskit_aer import AerSimulator
from qiskit_aer.noise import NoiseModel, depolarizing_error

noise = NoiseModel()
# Aer's parameter is larger than the probability of an error by 4^n / (4^n - 1).
noise.add_all_qubit_quantum_error(depolarizing_error(task["noise"]["one"] * 4 / 3, 1), ["ry", "rz", "h", "s"])
noise.add_all_qubit_quantum_error(depolarizing_error(task["noise"]["two"] * 16 / 15, 2), ["cx"])


def measure(work, method, shots):
    circuit = QuantumCircuit(work["qubits"])
    for name, wires, *angles in work["gates"]:
        getattr(circuit, name)(*angles, *wires)
    circuit.measure_all()
    simulator = AerSimulator(method=method, noise_model=noise, max_parallel_threads=1)
    start = time.process_time()
    simulator.run(circuit, shots=shots).result()
    return 1000 * (time.process_time() - start) * len(work["gates"])


print(
    json.dumps(
        {
            "dense": measure(task["dense"], "density_matrix", 1),
            "clifford": measure(task["clifford"], "stabilizer", task["shots"]),
        }
    )
)
