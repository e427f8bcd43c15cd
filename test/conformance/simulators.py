"""Runs the tasks of `besideSimulators.ts` on other simulators. Reads {"states", "densities", "samples"} from standard
input and prints, for each package that is there, its answers. Qubit 0 is the lowest bit; matrices are lists of rows of
[re, im]; the first qubit of an operation is the lowest bit of its matrix."""

import json
import sys


def matrix(rows):
    import numpy

    return numpy.array([[complex(re, im) for re, im in row] for row in rows])


def pairs(values):
    return [[float(value.real), float(value.imag)] for value in values]


def qiskit_state(task):
    from qiskit import qasm2, qasm3
    from qiskit.quantum_info import Statevector

    if task["text"] is None:
        raise ValueError("Qiskit gives these gates other phases.")
    if "OPENQASM 2" in task["text"]:
        circuit = qasm2.loads(
            task["text"],
            include_path=qasm2.LEGACY_INCLUDE_PATH,
            custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS,
        )
    else:
        circuit = qasm3.loads(task["text"])
    return pairs(Statevector(circuit).data)


def qulacs_state(task):
    import qulacs

    state = qulacs.QuantumState(task["qubits"])
    for operation in task["operations"]:
        if not operation["qubits"]:
            state.multiply_coef(matrix(operation["matrix"])[0, 0])
            continue
        gate = qulacs.gate.DenseMatrix(operation["qubits"], matrix(operation["matrix"]))
        for qubit, value in operation["controls"]:
            gate.add_control_qubit(qubit, value)
        gate.update_quantum_state(state)
    return pairs(state.get_vector())


def aer_density(task):
    from qiskit import QuantumCircuit
    from qiskit.circuit.library import UnitaryGate
    from qiskit.quantum_info import Kraus
    from qiskit_aer import AerSimulator

    circuit = QuantumCircuit(task["qubits"])
    for operation in task["operations"]:
        operators = [matrix(operator) for operator in operation["operators"]]
        instruction = UnitaryGate(operators[0]) if operation["unitary"] else Kraus(operators).to_instruction()
        circuit.append(instruction, operation["qubits"])
    circuit.save_density_matrix()
    result = AerSimulator(method="density_matrix").run(circuit).result()
    return pairs(result.data()["density_matrix"].data.ravel(order="F"))


def stim_counts(task):
    import stim

    circuit = stim.Circuit()
    for name, targets, arguments in task["instructions"]:
        circuit.append(name, targets, arguments)
    counts = {}
    for outcome in circuit.compile_sampler(seed=task["seed"]).sample(task["shots"]):
        key = "".join("1" if bit else "0" for bit in outcome[::-1])
        counts[key] = counts.get(key, 0) + 1
    return counts


PACKAGES = {
    "qiskit": ("states", "qiskit", qiskit_state),
    "qulacs": ("states", "qulacs", qulacs_state),
    "aer": ("densities", "qiskit_aer", aer_density),
    "stim": ("samples", "stim", stim_counts),
}


def main():
    tasks = json.load(sys.stdin)
    answers = {}
    for package, (kind, module, run) in PACKAGES.items():
        try:
            __import__(module)
        except ImportError:
            answers[package] = None
            continue
        answers[package] = []
        for task in tasks[kind]:
            try:
                answers[package].append({"answer": run(task)})
            except Exception as error:  # What a package cannot do is reported and left out.
                answers[package].append({"error": f"{type(error).__name__}: {error}".splitlines()[0][:160]})
    json.dump(answers, sys.stdout)


main()
