"""The errors of gates as Qiskit Aer makes them from a calibration. Reads a list of {"qubits": [{t1, t2}], "duration",
"error"} in seconds from standard input, and prints the superoperator of each, stacked by columns, as lists of [re, im];
null where Aer has no error. The construction is that of `NoiseModel.from_backend`."""

import json
import sys

from qiskit.quantum_info import SuperOp
from qiskit_aer.noise.device import models


def superoperator(gate):
    count = len(gate["qubits"])
    # Aer reckons in nanoseconds; without a frequency no qubit is excited.
    parameters = [
        (
            None if qubit["t1"] is None else 1e9 * qubit["t1"],
            None if qubit["t2"] is None else 1e9 * qubit["t2"],
            None,
        )
        for qubit in gate["qubits"]
    ]
    time = None if gate["duration"] is None else 1e9 * gate["duration"]
    relaxation = models._device_thermal_relaxation_error(list(range(count)), time, parameters, 0)
    depolarizing = models._device_depolarizing_error(list(range(count)), gate["error"], relaxation)
    error = models._combine_depol_and_relax_error(depolarizing, relaxation)
    if error is None:
        return None
    return [[[float(entry.real), float(entry.imag)] for entry in row] for row in SuperOp(error).data]


print(json.dumps([superoperator(gate) for gate in json.load(sys.stdin)]))
