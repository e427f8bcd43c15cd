"""Runs Ketlab's circuits on Amazon Braket: on its local simulator, or on a device in the cloud.

Needs: pip install amazon-braket-sdk, and for --device an AWS account as the AWS command line has it.
"""

import argparse

from braket.circuits import Circuit
from ketlab_executor import counts_of, key_of, one_by_one, serve
from ketlab_openqasm import measured_at_end, parse

GATES = {
    "u3": Circuit.u,
    "id": Circuit.i,
    "x": Circuit.x,
    "y": Circuit.y,
    "z": Circuit.z,
    "h": Circuit.h,
    "s": Circuit.s,
    "sdg": Circuit.si,
    "t": Circuit.t,
    "tdg": Circuit.ti,
    "sx": Circuit.v,
    "sxdg": Circuit.vi,
    "p": Circuit.phaseshift,
    "rx": Circuit.rx,
    "ry": Circuit.ry,
    "rz": Circuit.rz,
    "cx": Circuit.cnot,
    "cy": Circuit.cy,
    "cz": Circuit.cz,
    "cp": Circuit.cphaseshift,
    "swap": Circuit.swap,
    "rxx": Circuit.xx,
    "rzz": Circuit.zz,
    "ccx": Circuit.ccnot,
    "cswap": Circuit.cswap,
}


def arguments_of_command():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", help="ARN of a device in the cloud; absent: the local simulator")
    parser.add_argument("--local", default="default", help="the local simulator, such as braket_dm (default: default)")
    return parser.parse_args()


def device_of(arguments):
    if arguments.device:
        from braket.aws import AwsDevice

        return AwsDevice(arguments.device)
    from braket.devices import LocalSimulator

    return LocalSimulator(arguments.local)


def main():
    arguments = arguments_of_command()
    device = device_of(arguments)
    running = []

    def run(request):
        operations, measured = measured_at_end(parse(request.program, GATES))
        circuit = Circuit()
        # Braket measures the qubits that gates act on.
        for qubit in sorted(set(measured.values()) - {qubit for one in operations for qubit in one.qubits}):
            circuit.i(qubit)
        for operation in operations:
            GATES[operation.name](circuit, *operation.qubits, *operation.parameters)
        task = device.run(circuit, shots=request.shots)
        running.append(task)
        try:
            result = task.result()
        finally:
            running.clear()
        columns = {bit: list(result.measured_qubits).index(qubit) for bit, qubit in measured.items()}
        return counts_of(
            key_of({bit: row[column] for bit, column in columns.items()}, request.bits) for row in result.measurements
        )

    def cancel():
        for task in running:
            task.cancel()

    serve(f"Amazon Braket {device.name}", one_by_one(run), cancel=cancel)


if __name__ == "__main__":
    main()
