"""Counts by Qiskit Aer: reads {"shots", "seed", "files"} from standard input, prints {file: counts or {"error"}}."""

import json
import sys

from qiskit import qasm2, qasm3, transpile
from qiskit_aer import AerSimulator


def load(file):
    with open(file, encoding="utf-8") as source:
        text = source.read()
    if "OPENQASM 2" in text:
        return qasm2.loads(
            text,
            include_path=qasm2.LEGACY_INCLUDE_PATH,
            custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS,
        )
    return qasm3.loads(text)


def counts_of(file, simulator, shots):
    circuit = load(file)
    if not any(item.operation.name == "measure" for item in circuit.data):
        circuit.remove_final_measurements()
        circuit.measure_all(add_bits=True)
    compiled = transpile(circuit, simulator, optimization_level=0)
    return simulator.run(compiled, shots=shots).result().get_counts()


def main():
    task = json.load(sys.stdin)
    simulator = AerSimulator(method="statevector", seed_simulator=task["seed"])
    answers = {}
    for file in task["files"]:
        try:
            answers[file] = {"counts": counts_of(file, simulator, task["shots"])}
        except Exception as error:  # Whatever Qiskit cannot read or run is reported and left out.
            answers[file] = {"error": str(error).splitlines()[0][:120]}
    json.dump(answers, sys.stdout)


main()
