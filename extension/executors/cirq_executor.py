"""Runs Ketlab's circuits on Cirq's simulators.

Needs: pip install cirq-core.
"""

import argparse

import cirq
from ketlab_executor import counts_of, key_of, one_by_one, serve
from ketlab_openqasm import parse

GATES = {
    "u3": lambda theta, phi, lam: [cirq.rz(lam), cirq.ry(theta), cirq.rz(phi)],
    "x": lambda: [cirq.X],
    "y": lambda: [cirq.Y],
    "z": lambda: [cirq.Z],
    "h": lambda: [cirq.H],
    "s": lambda: [cirq.S],
    "sdg": lambda: [cirq.S**-1],
    "t": lambda: [cirq.T],
    "tdg": lambda: [cirq.T**-1],
    "sx": lambda: [cirq.X**0.5],
    "sxdg": lambda: [cirq.X**-0.5],
    "rx": lambda angle: [cirq.rx(angle)],
    "ry": lambda angle: [cirq.ry(angle)],
    "rz": lambda angle: [cirq.rz(angle)],
    "cx": lambda: [cirq.CX],
    "cz": lambda: [cirq.CZ],
    "swap": lambda: [cirq.SWAP],
    "ccx": lambda: [cirq.CCX],
}


def arguments_of_command():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depolarizing", type=float, metavar="P", help="noise of each qubit after each moment")
    parser.add_argument("--readout", type=float, metavar="P", help="probability to read a bit wrong")
    return parser.parse_args()


def circuit_of(program, readout):
    """With `readout`, the probability that a bit is read wrong, as a flip before its measurement."""
    circuit = cirq.Circuit()
    qubits = cirq.LineQubit.range(program.qubits)
    for operation in program.operations:
        wires = [qubits[qubit] for qubit in operation.qubits]
        if operation.name == "measure":
            if readout:
                circuit.append(cirq.bit_flip(readout).on(*wires))
            circuit.append(cirq.measure(*wires, key=str(operation.bit)))
        elif operation.name == "reset":
            circuit.append(cirq.reset_each(*wires))
        elif operation.name == "barrier":
            circuit.append(cirq.Moment())
        else:
            circuit.append(gate.on(*wires) for gate in GATES[operation.name](*operation.parameters))
    return circuit


def main():
    arguments = arguments_of_command()

    def run(request):
        circuit = circuit_of(parse(request.program, GATES), arguments.readout)
        if arguments.depolarizing:
            circuit = circuit.with_noise(cirq.ConstantQubitNoiseModel(cirq.depolarize(arguments.depolarizing)))
        simulator = (cirq.DensityMatrixSimulator if arguments.depolarizing else cirq.Simulator)(seed=request.seed % 2**32)
        records = simulator.run(circuit, repetitions=request.shots).records
        # What was measured into a bit last is what it holds.
        columns = {int(bit): values[:, -1, 0] for bit, values in records.items()}
        shots = range(request.shots)
        return counts_of(
            key_of({bit: column[shot] for bit, column in columns.items()}, request.bits) for shot in shots
        )

    serve("Cirq", one_by_one(run), batch=10)


if __name__ == "__main__":
    main()
