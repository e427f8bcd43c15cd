"""Runs generated code in the languages it is for.

Reads {"shots", "tasks": [{"name", "qubits", "bits", "inputs", "unitary" or "counts", "code": {target: text}}]} from
standard input, prints {name: {target: "equal" or what went wrong}}. Matrices and outcomes have qubit and bit 0 as the
least significant one.
"""

import cmath
import json
import math
import re
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")
SEED = 7


def unitary_of(values, qubits):
    flat = np.array(values)
    return (flat[0::2] + 1j * flat[1::2]).reshape(2**qubits, 2**qubits)


def same_up_to_phase(a, b):
    return abs(abs(np.trace(a.conj().T @ b)) - a.shape[0]) < 1e-6 and abs(np.linalg.norm(a) ** 2 - a.shape[0]) < 1e-6


def distance(expected, measured, shots):
    """Total variation distance, less what two samples are expected to have."""
    keys = set(expected) | set(measured)
    total = sum(abs(expected.get(key, 0) - measured.get(key, 0)) for key in keys) / 2
    noise = 0
    for key in keys:
        mean = (expected.get(key, 0) + measured.get(key, 0)) / 2
        noise += math.sqrt(max(mean * (1 - mean), 0) / (math.pi * shots))
    return total - noise


class Qiskit:
    """Circuits of Qiskit, however they were made."""

    def circuit(self, code):
        scope = {}
        exec(code, scope)
        return scope["circuit"]

    def run(self, task, code, shots):
        from qiskit.quantum_info import Operator

        circuit = self.circuit(code)
        values = {parameter: task["inputs"][parameter.name] for parameter in circuit.parameters}
        circuit = circuit.assign_parameters(values)
        if "unitary" in task:
            return Operator(circuit).data
        return self.counts(without_boxes(circuit), len(task["bits"]), shots)

    def counts(self, circuit, bits, shots):
        from qiskit import transpile
        from qiskit_aer import AerSimulator

        simulator = AerSimulator(method="statevector", seed_simulator=SEED)
        counts = simulator.run(transpile(circuit, simulator, optimization_level=0), shots=shots).result().get_counts()
        frequencies = {}
        for key, count in counts.items():
            outcome = key.replace(" ", "")
            outcome = outcome[len(outcome) - bits :] if bits > 0 else ""
            frequencies[outcome] = frequencies.get(outcome, 0) + count / shots
        return frequencies


def without_boxes(circuit):
    """Boxes only group what is in them, and the simulator does not know them."""
    flat = circuit.copy_empty_like()
    for item in circuit.data:
        if item.operation.name == "box":
            flat.compose(without_boxes(item.operation.blocks[0]), item.qubits, item.clbits, inplace=True)
        else:
            flat.append(item)
    return flat


class OpenQasm2(Qiskit):
    def circuit(self, code):
        from qiskit import qasm2

        return qasm2.loads(code, custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS, include_path=qasm2.LEGACY_INCLUDE_PATH)


class OpenQasm3(Qiskit):
    # Qiskit reads U, u2 and u3 without the global phases that the specification gives them.
    SPECIFIED = {
        "U": "gate spec_U(a, b, c) d { gphase(a / 2); U(a, b, c) d; }",
        "u3": "gate spec_u3(a, b, c) d { gphase(-(b + c) / 2); U(a, b, c) d; }",
        "u2": "gate spec_u2(a, b) d { gphase(-(a + b) / 2); U(pi / 2, a, b) d; }",
    }

    def circuit(self, code):
        from qiskit import qasm3

        definitions = ""
        for name, definition in self.SPECIFIED.items():
            if re.search(rf"\b{name}\(", code):
                code = re.sub(rf"\b{name}\(", f"spec_{name}(", code)
                definitions += definition + "\n"
        head, separator, rest = code.partition('include "stdgates.inc";\n')
        if not separator:
            head, separator, rest = code.partition("\n")
        return qasm3.loads(f"{head}{separator}{definitions}{rest}")


class Cirq:
    def run(self, task, code, shots):
        import cirq

        scope = {}
        exec(code, scope)
        circuit = cirq.resolve_parameters(scope["circuit"], task["inputs"])
        qubits = []
        for value in scope.values():
            if isinstance(value, list) and value and all(isinstance(item, cirq.NamedQubit) for item in value):
                qubits += value
        if "unitary" in task:
            return circuit.unitary(qubit_order=qubits[::-1], qubits_that_should_be_present=qubits)
        result = cirq.Simulator(seed=SEED).run(circuit, repetitions=shots)
        columns = [
            result.records[name][:, -1, 0] if name in result.records else np.zeros(shots, int) for name in task["bits"]
        ]
        return frequencies_of(columns, shots)


class PennyLane:
    def run(self, task, code, shots):
        import pennylane as qml

        scope = {}
        exec(code, scope)
        circuit = scope["circuit"]
        values = list(task["inputs"].values())
        if "unitary" in task:
            return qml.matrix(circuit, wire_order=list(range(task["qubits"]))[::-1])(*values)
        measured = re.search(r"qml\.probs\(op=\[(.*)\]\)", code)
        if not measured:
            return {"0" * len(task["bits"]): 1}
        names = measured.group(1).split(", ")
        frequencies = {}
        for value, probability in enumerate(circuit(*values)):
            states = dict(zip(names, format(value, f"0{len(names)}b")))
            outcome = "".join(states.get(name, "0") for name in reversed(task["bits"]))
            frequencies[outcome] = frequencies.get(outcome, 0) + float(probability)
        return frequencies


class Quil:
    """Expands circuits, then runs the instructions one by one on a state vector."""

    def run(self, task, code, shots):
        from pyquil import Program

        for name, value in task["inputs"].items():
            code = re.sub(rf"DECLARE {name} REAL\[1\]\n", "", code)
            code = re.sub(rf"\b{name}\b", repr(value), code)
        program = Program(code)
        self.matrices = {gate.name: np.array(gate.matrix) for gate in program.defined_gates}
        self.circuits = {}
        instructions = []
        for instruction in program:
            if type(instruction).__name__ == "DefCircuit":
                self.circuits[instruction.name] = instruction
        for instruction in program:
            if type(instruction).__name__ not in ("DefCircuit", "Declare"):
                instructions += self.expanded(text_of(instruction), program)
        self.qubits = task["qubits"]
        if "unitary" in task:
            columns = [self.execute(instructions, index, np.random.default_rng(SEED))[0] for index in range(2**self.qubits)]
            return np.array(columns).T
        shots = min(shots, 300)
        generator = np.random.default_rng(SEED)
        frequencies = {}
        for _ in range(shots):
            memory = self.execute(instructions, 0, generator)[1]
            outcome = "".join(str(memory.get(name, 0)) for name in reversed(task["bits"]))
            frequencies[outcome] = frequencies.get(outcome, 0) + 1 / shots
        return frequencies, shots

    def expanded(self, text, program):
        from pyquil import Program

        match = re.match(r"(\w+)(?:\((.*)\))? ([\w ]+)$", text)
        circuit = match and self.circuits.get(match.group(1))
        if not circuit:
            return [text] if text.startswith("LABEL") else list(Program(text))
        actual = match.group(3).split()
        values = split_arguments(match.group(2) or "")
        lines = []
        for line in text_of(circuit).split("\n")[1:]:
            line = line.strip()
            if not line or line == "NOP":
                continue
            for parameter, value in zip(circuit.parameters, values):
                line = re.sub(rf"{re.escape(str(parameter))}\b", f"({value})", line)
            head, _, tail = line.rpartition(")") if ")" in line else ("", "", line)
            words = [dict(zip(map(str, circuit.qubit_variables), actual)).get(word, word) for word in tail.split(" ")]
            lines.append(f"{head}{')' if head else ''}{' '.join(words)}")
        return [instruction for line in lines for instruction in self.expanded(line, program)]

    def execute(self, instructions, start, generator):
        from pyquil.simulation.matrices import QUANTUM_GATES

        state = np.zeros(2**self.qubits, complex)
        state[start] = 1
        memory = {}
        labels = {}
        for position, instruction in enumerate(instructions):
            match = re.match(r"LABEL (@\w+)", text_of(instruction))
            if match:
                labels[match.group(1)] = position
        position = 0
        while position < len(instructions):
            instruction = instructions[position]
            position += 1
            kind, text = type(instruction).__name__, text_of(instruction)
            if kind == "Gate":
                name = instruction.name
                matrix = self.matrices.get(name)
                if matrix is None:
                    matrix = QUANTUM_GATES[name]
                    if instruction.params:
                        matrix = matrix(*[float(np.real(value)) for value in instruction.params])
                for modifier in reversed(instruction.modifiers):
                    if modifier == "DAGGER":
                        matrix = matrix.conj().T
                    else:
                        size = len(matrix)
                        matrix = np.block([[np.eye(size), np.zeros((size, size))], [np.zeros((size, size)), matrix]])
                state = apply(matrix, [int(str(qubit)) for qubit in instruction.qubits], state, self.qubits)
            elif kind == "Measurement" or text.startswith(("MEASURE", "RESET")):
                qubit = int(text.split()[1])
                ones = (np.arange(len(state)) >> qubit) & 1 == 1
                outcome = int(generator.random() < np.sum(np.abs(state[ones]) ** 2))
                state = np.where(ones == (outcome == 1), state, 0)
                state /= np.linalg.norm(state)
                if text.startswith("RESET") and outcome == 1:
                    state = apply(QUANTUM_GATES["X"], [qubit], state, self.qubits)
                if len(text.split()) > 2:
                    memory[text.split()[2]] = outcome
            elif text.startswith("MOVE"):
                _, target, value = text.split()
                memory[target] = int(value)
            elif text.startswith(("JUMP-WHEN", "JUMP-UNLESS")):
                word, label, bit = text.split()
                if memory.get(bit, 0) == int(word == "JUMP-WHEN"):
                    position = labels[label]
            elif text.startswith("JUMP "):
                position = labels[text.split()[1]]
            elif text.startswith("HALT"):
                break
            elif not text.startswith(("FENCE", "DELAY", "LABEL", "NOP")):
                raise ValueError(f"unknown instruction {text}")
        return state, memory


def text_of(instruction):
    return instruction if isinstance(instruction, str) else instruction.out().strip()


def split_arguments(text):
    """At the commas outside of parentheses."""
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += letter
    return [*parts, current] if current else parts


def apply(matrix, targets, state, qubits):
    """The first target is the most significant bit of the matrix's index."""
    tensor = state.reshape([2] * qubits)
    axes = [qubits - 1 - target for target in targets]
    count = len(axes)
    gate = np.array(matrix).reshape([2] * (2 * count))
    tensor = np.tensordot(gate, tensor, axes=(range(count, 2 * count), axes))
    return np.moveaxis(tensor, range(count), axes).reshape(-1)


class Stim:
    def run(self, task, code, shots):
        import stim

        circuit = stim.Circuit(code)
        if "unitary" in task:
            padded = stim.Circuit(code)
            padded.append("I", [task["qubits"] - 1])
            return padded.to_tableau().to_unitary_matrix(endian="little")
        records = [match.group(1) for match in re.finditer(r"^M \d+(?: # (.*))?$", code, re.M)]
        samples = circuit.compile_sampler(seed=SEED).sample(shots).astype(int)
        last = {name: index for index, name in enumerate(records) if name}
        columns = [samples[:, last[name]] if name in last else np.zeros(shots, int) for name in task["bits"]]
        return frequencies_of(columns, shots)


class Quirk:
    """An evaluator of Quirk's JSON: columns of gates, and controls that act on all of their column."""

    ROOT = math.sqrt(0.5)

    def matrix(self, cell):
        if isinstance(cell, dict):
            value = eval(cell["arg"].replace("^", "**"), {"pi": math.pi})
            half = value / 2
            cosine, sine = math.cos(half), math.sin(half)
            return {
                "Rxft": np.array([[cosine, -1j * sine], [-1j * sine, cosine]]),
                "Ryft": np.array([[cosine, -sine], [sine, cosine]]),
                "Rzft": np.diag([cmath.exp(-1j * half), cmath.exp(1j * half)]),
                "Z^ft": np.diag([1, cmath.exp(1j * math.pi * value)]),
            }[cell["id"]]
        if cell == "H":
            return np.array([[1, 1], [1, -1]]) * self.ROOT
        if cell == "Y":
            return np.array([[0, -1j], [1j, 0]])
        axis, _, exponent = cell.partition("^")
        power = {"": 1, "½": 0.5, "-½": -0.5, "¼": 0.25, "-¼": -0.25}[exponent]
        phase = cmath.exp(1j * math.pi * power)
        if axis == "Z":
            return np.diag([1, phase])
        return np.array([[1 + phase, 1 - phase], [1 - phase, 1 + phase]]) / 2

    def run(self, task, code, shots):
        self.qubits = task["qubits"]
        columns = json.loads(code)["cols"]
        if "unitary" in task:
            size = 2**self.qubits
            return np.array([self.evolve(columns, np.eye(size, dtype=complex)[index]) for index in range(size)]).T
        # What is measured is only a control afterwards, so that measuring can wait until the end.
        state = self.evolve(columns, np.eye(2**self.qubits, dtype=complex)[0])
        return {"state": np.abs(state) ** 2}

    def evolve(self, columns, state):
        measured = set()
        for column in columns:
            controls = [(wire, int(cell == "•")) for wire, cell in enumerate(column) if cell in ("•", "◦")]
            active = np.ones(len(state), bool)
            for wire, value in controls:
                active &= ((np.arange(len(state)) >> wire) & 1) == value
            changed = state
            swapped = [wire for wire, cell in enumerate(column) if cell == "Swap"]
            for wire, cell in enumerate(column):
                if cell in (1, "•", "◦", "…", "Swap"):
                    continue
                if cell == "Measure":
                    assert not controls
                    measured.add(wire)
                    continue
                assert wire not in measured, "a gate on a measured qubit"
                changed = apply(self.matrix(cell), [wire], changed, self.qubits)
            if swapped:
                assert not measured & set(swapped)
                changed = apply(np.eye(4)[[0, 2, 1, 3]], swapped, changed, self.qubits)
            state = np.where(active, changed, state)
        return state


def frequencies_of(columns, shots):
    frequencies = {}
    for row in zip(*reversed(columns)):
        outcome = "".join(str(int(value)) for value in row)
        frequencies[outcome] = frequencies.get(outcome, 0) + 1 / shots
    return frequencies


def marginal(probabilities, task):
    """Outcomes of Quirk, which has no bits: those of the qubits measured into them, as the task says."""
    frequencies = {}
    for index, probability in enumerate(probabilities):
        outcome = "".join(
            "0" if qubit is None else str((index >> qubit) & 1) for qubit in reversed(task["measured"])
        )
        frequencies[outcome] = frequencies.get(outcome, 0) + float(probability)
    return frequencies


TARGETS = {
    "qasm2": OpenQasm2(),
    "qasm3": OpenQasm3(),
    "qiskit": Qiskit(),
    "cirq": Cirq(),
    "pennylane": PennyLane(),
    "quil": Quil(),
    "stim": Stim(),
    "quirk": Quirk(),
}


def judge(task, target, code, shots):
    try:
        answer = TARGETS[target].run(task, code, shots)
    except Exception as error:  # Whatever a language does not accept is told.
        # Qiskit reads a part of OpenQASM 3 only.
        if type(error).__name__ == "QASM3ImporterError":
            return "unread"
        lines = str(error).strip().splitlines() or [""]
        return f"{type(error).__name__}: {lines[-1][:150]}"
    if "unitary" in task:
        return "equal" if same_up_to_phase(unitary_of(task["unitary"], task["qubits"]), answer) else "another unitary"
    if isinstance(answer, tuple):
        answer, shots = answer
    if target == "quirk":
        answer = marginal(answer["state"], task)
    excess = distance(task["counts"], answer, shots)
    return "equal" if excess < 0.05 else f"other outcomes: distance {excess:.2f}"


def main():
    work = json.load(sys.stdin)
    answers = {}
    for task in work["tasks"]:
        answers[task["name"]] = {
            target: judge(task, target, code, work["shots"]) for target, code in task["code"].items()
        }
    json.dump(answers, sys.stdout)


main()
