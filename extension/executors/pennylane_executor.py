"""Runs Ketlab's circuits on a device of PennyLane.

Needs: pip install pennylane (and the plug-in of the device).
"""

import argparse

import pennylane as qml
from ketlab_executor import counts_of, key_of, one_by_one, serve
from ketlab_openqasm import measured_at_end, parse

GATES = {
    "u3": qml.U3,
    "x": qml.PauliX,
    "y": qml.PauliY,
    "z": qml.PauliZ,
    "h": qml.Hadamard,
    "s": qml.S,
    "t": qml.T,
    "sx": qml.SX,
    "p": qml.PhaseShift,
    "rx": qml.RX,
    "ry": qml.RY,
    "rz": qml.RZ,
    "cx": qml.CNOT,
    "cy": qml.CY,
    "cz": qml.CZ,
    "ch": qml.CH,
    "cp": qml.ControlledPhaseShift,
    "crx": qml.CRX,
    "cry": qml.CRY,
    "crz": qml.CRZ,
    "swap": qml.SWAP,
    "rxx": qml.IsingXX,
    "rzz": qml.IsingZZ,
    "ccx": qml.Toffoli,
    "cswap": qml.CSWAP,
}

SEEDED = ("default.qubit", "lightning.qubit")


def arguments_of_command():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="default.qubit", help="name of the device (default: default.qubit)")
    return parser.parse_args()


def main():
    arguments = arguments_of_command()

    def run(request):
        program = parse(request.program, GATES)
        operations, measured = measured_at_end(program)
        # Devices for hardware have no seed.
        seed = {"seed": request.seed % 2**32} if arguments.device in SEEDED else {}
        device = qml.device(arguments.device, wires=program.qubits, **seed)

        @qml.set_shots(request.shots)
        @qml.qnode(device)
        def sampled():
            for operation in operations:
                GATES[operation.name](*operation.parameters, wires=operation.qubits)
            return qml.sample(wires=list(measured.values()))

        rows = sampled().reshape(request.shots, len(measured))
        return counts_of(key_of(dict(zip(measured, row)), request.bits) for row in rows)

    serve(f"PennyLane {arguments.device}", one_by_one(run), batch=10)


if __name__ == "__main__":
    main()
