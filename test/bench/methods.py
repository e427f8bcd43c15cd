"""CPU milliseconds of Qiskit Aer, Stim and PennyLane on the work of methods.ts: reads the circuits as JSON from standard
input, prints {work: [peer, milliseconds]}. A gate is [name, qubits, angle]."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
task = json.load(sys.stdin)
results = {}


def least_time(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def measure_aer():
    from qiskit import QuantumCircuit
    from qiskit_aer import AerSimulator
    from qiskit_aer.noise import NoiseModel, depolarizing_error

    def circuit_of(work):
        circuit = QuantumCircuit(work["qubits"])
        for name, wires, *angles in work["gates"]:
            getattr(circuit, name)(*angles, *wires)
        circuit.measure_all()
        return circuit

    noise = NoiseModel()
    # Aer's parameter is larger than the probability of an error by 4^n / (4^n - 1).
    noise.add_all_qubit_quantum_error(depolarizing_error(task["noise"]["one"] * 4 / 3, 1), ["ry", "rz"])
    noise.add_all_qubit_quantum_error(depolarizing_error(task["noise"]["two"] * 16 / 15, 2), ["cx"])

    def runner(method, circuits, shots, model=None):
        simulator = AerSimulator(method=method, noise_model=model, max_parallel_threads=1)
        return lambda: simulator.run(circuits, shots=shots).result()

    for name, repeats in (("noisy", 3), ("largeNoisy", 1)):
        noisy = runner("density_matrix", circuit_of(task[name]), 1, noise)
        qubits = task[name]["qubits"]
        results[f"noisy {qubits} × 20, density matrix"] = ["Qiskit Aer", least_time(noisy, repeats)]
    trajectories = runner("statevector", circuit_of(task["trajectories"]), 1000, noise)
    results["noisy 16 × 5, 1000 trajectories"] = ["Qiskit Aer", least_time(trajectories, 1)]

    def batch():
        circuits = [circuit_of(work) for work in task["small"]]
        return AerSimulator(method="statevector", max_parallel_threads=1).run(circuits, shots=100).result()

    results["1000 circuits of 8 qubits"] = ["Qiskit Aer", least_time(batch, 2)]
    alone = runner("statevector", [circuit_of(work) for work in task["small"]], 100)
    results["1000 circuits of 8 qubits, simulating alone"] = ["Qiskit Aer", least_time(alone, 2)]


def measure_stim():
    import stim

    tableau = stim.Circuit()
    for name, wires in task["tableau"]["gates"]:
        tableau.append(name.upper(), wires)

    text = str(tableau)

    def parse_again():
        return stim.Circuit(text)

    def simulate():
        simulator = stim.TableauSimulator()
        simulator.do(tableau)
        simulator.measure_many(*range(task["tableau"]["qubits"]))

    results["tableau, 1000 × 20, simulating alone"] = ["Stim", least_time(simulate, 5)]
    results["tableau, 1000 × 20"] = ["Stim", least_time(lambda: (parse_again(), simulate()), 5)]

    code = stim.Circuit()
    for gates in task["rounds"]:
        for name, wires in gates:
            code.append(name.upper(), wires)
            code.append("DEPOLARIZE2" if len(wires) == 2 else "DEPOLARIZE1", wires, 0.001)
        code.append("MR", range(25, 49))
    code.append("M", range(25))
    name = "surface code like, 49 qubits, 5 rounds, 100,000 shots"
    results[name] = ["Stim", least_time(lambda: code.compile_sampler().sample(100_000), 5)]
    results[f"{name}, simulating alone"] = results[name]


def measure_pennylane():
    import pennylane as qml
    from pennylane import numpy as np

    qubits, parameters = 12, 200
    device = qml.device("lightning.qubit", wires=qubits)

    @qml.qnode(device, diff_method="adjoint")
    def expectation(angles):
        for index in range(parameters):
            qml.RY(angles[index], wires=index % qubits)
            if index % qubits == qubits - 1:
                for qubit in range(qubits - 1):
                    qml.CNOT(wires=[qubit, qubit + 1])
        return qml.expval(qml.PauliZ(0))

    angles = np.array([0.1 + 0.01 * index for index in range(parameters)], requires_grad=True)
    derive = qml.grad(expectation)
    derive(angles)
    results["gradient, 12 qubits, 200 parameters"] = [
        "PennyLane lightning",
        least_time(lambda: derive(angles), 3),
    ]


for measure in (measure_aer, measure_stim, measure_pennylane):
    try:
        measure()
    except ImportError as error:
        print(f"left out: {error}", file=sys.stderr)
print(json.dumps(results))
