"""CPU milliseconds of Qiskit Aer and Qulacs on circuits: reads {"threads", "circuits": {name: {"qubits", "gates"}},
"inPlace"} from standard input, prints {"simulators": {simulator: {name: milliseconds}}, "inPlace": milliseconds}. A gate is
[name, qubits, angle]; the last figure is that of reading and writing a state of so many qubits in place."""

import json
import os
import sys
import time

task = json.load(sys.stdin)
os.environ["OMP_NUM_THREADS"] = str(task["threads"])

import numpy  # noqa: E402
from qiskit import QuantumCircuit  # noqa: E402
from qiskit.quantum_info import Pauli  # noqa: E402
from qiskit_aer import AerSimulator  # noqa: E402
import qulacs  # noqa: E402
from qulacs.circuit import QuantumCircuitOptimizer  # noqa: E402


def least_time(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def aer(qubits, gates):
    circuit = QuantumCircuit(qubits)
    for name, wires, *angles in gates:
        getattr(circuit, name)(*angles, *wires)
    circuit.save_expectation_value(Pauli("Z"), [0])
    simulator = AerSimulator(method="statevector", max_parallel_threads=task["threads"])
    return lambda: simulator.run(circuit, shots=1).result().data()


def qulacs_update(qubits, gates, optimized):
    circuit = qulacs.QuantumCircuit(qubits)
    for name, wires, *angles in gates:
        if name == "h":
            circuit.add_H_gate(*wires)
        elif name == "cx":
            circuit.add_CNOT_gate(*wires)
        elif name == "swap":
            circuit.add_SWAP_gate(*wires)
        elif name == "ry":
            circuit.add_RotY_gate(wires[0], angles[0])
        elif name == "rz":
            circuit.add_RotZ_gate(wires[0], angles[0])
        elif name == "cp":
            gate = qulacs.gate.to_matrix_gate(qulacs.gate.U1(wires[1], angles[0]))
            gate.add_control_qubit(wires[0], 1)
            circuit.add_gate(gate)
        else:
            raise ValueError(name)
    if optimized:
        QuantumCircuitOptimizer().optimize_light(circuit)
    state = qulacs.QuantumState(qubits)
    return lambda: circuit.update_quantum_state(state)


def in_place(qubits):
    numbers = numpy.ones(2 * 2**qubits)
    return lambda: numpy.multiply(numbers, 1.0000001, out=numbers)


def main():
    answers = {"Qiskit Aer": {}, "Qulacs": {}}
    for name, circuit in task["circuits"].items():
        qubits, gates, repeats = circuit["qubits"], circuit["gates"], circuit["repeats"]
        answers["Qiskit Aer"][name] = least_time(aer(qubits, gates), repeats)
        # The better of its two ways: gates as they stand, or fused beforehand.
        ways = [qulacs_update(qubits, gates, optimized) for optimized in (False, True)]
        answers["Qulacs"][name] = min(least_time(way, repeats) for way in ways)
    json.dump({"simulators": answers, "inPlace": least_time(in_place(task["inPlace"]), 15)}, sys.stdout)


main()
