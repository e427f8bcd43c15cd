"""Qiskit's transpiler at level 3 on circuits and devices: gates on two qubits, and CPU milliseconds on one thread."""

import json
import sys
import time

from qiskit import QuantumCircuit, transpile
from qiskit.transpiler import CouplingMap

work = json.load(sys.stdin)
answers = {}
for name, device in work["devices"].items():
    coupling = CouplingMap(device["couplings"])
    answers[name] = {}
    for file in work["files"]:
        try:
            circuit = QuantumCircuit.from_qasm_file(file)
        except Exception:
            continue
        if circuit.num_qubits > device["qubits"]:
            continue
        counts, times = [], []
        for seed in range(work["seeds"]):
            start = time.process_time()
            result = transpile(
                circuit,
                coupling_map=coupling,
                basis_gates=device["gates"],
                optimization_level=3,
                seed_transpiler=seed,
            )
            times.append(1000 * (time.process_time() - start))
            counts.append(sum(1 for item in result.data if item.operation.num_qubits == 2 and item.operation.name != "barrier"))
        answers[name][file] = {"gates": sum(counts) / len(counts), "milliseconds": min(times)}
print(json.dumps(answers))
