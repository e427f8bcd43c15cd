"""Compares circuits with Qiskit's. Reads a line [file, qubits, bits, [[name, parameters, wires], ...]] for each program
from standard input, prints a line {"file"}, {"file", "difference"} or {"file", "error"} for each."""

import json
import os
import sys

from qiskit import qasm2


def load(file):
    return qasm2.load(
        file,
        include_path=(os.path.dirname(file), *qasm2.LEGACY_INCLUDE_PATH),
        custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS,
    )


def operations_of(circuit):
    qubits = {qubit: index for index, qubit in enumerate(circuit.qubits)}
    bits = {bit: index for index, bit in enumerate(circuit.clbits)}
    for item in circuit.data:
        name = item.operation.name
        wires = [qubits[qubit] for qubit in item.qubits]
        if name == "measure":
            yield name, [bits[item.clbits[0]]], wires
        elif name == "if_else":
            yield "if", [], []
        else:
            yield name, [] if name == "barrier" else item.operation.params, wires


def is_same(ours, theirs):
    # Qiskit writes the built-in gates U and CX with small letters.
    return (
        ours[0].lower() == theirs[0].lower()
        and ours[2] == theirs[2]
        and len(ours[1]) == len(theirs[1])
        and all(abs(a - b) <= 1e-9 * max(1, abs(b)) for a, b in zip(ours[1], theirs[1]))
    )


def difference(sizes, ours, circuit):
    if sizes != [circuit.num_qubits, circuit.num_clbits]:
        return f"{sizes} qubits and bits where Qiskit has {[circuit.num_qubits, circuit.num_clbits]}"
    theirs = list(operations_of(circuit))
    if len(ours) != len(theirs):
        return f"{len(ours)} operations where Qiskit has {len(theirs)}"
    for index, (own, other) in enumerate(zip(ours, theirs)):
        if not is_same(own, other):
            return f"operation {index} is {own} where Qiskit has {list(other)}"
    return None


for line in sys.stdin:
    file, qubit_count, bit_count, operations = json.loads(line)
    try:
        circuit = load(file)
    except Exception as error:
        print(json.dumps({"file": file, "error": str(error)}))
        continue
    found = difference([qubit_count, bit_count], operations, circuit)
    print(json.dumps({"file": file} if found is None else {"file": file, "difference": found}))
