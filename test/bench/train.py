"""CPU milliseconds of PennyLane (default.qubit, backpropagation) for the probabilities of a policy and the gradient of
REINFORCE over a batch of states: reads {"states", "theta", "lambda"} from standard input, prints the milliseconds."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
task = json.load(sys.stdin)

import pennylane as qml
from pennylane import numpy as np

states = np.array(task["states"], requires_grad=False)
theta = np.array(task["theta"], requires_grad=True)
scales = np.array(task["lambda"], requires_grad=True)
signs = np.array([1 - 2 * (bin(k).count("1") % 2) for k in range(16)], requires_grad=False)
device = qml.device("default.qubit", wires=4)


@qml.qnode(device, interface="autograd", diff_method="backprop")
def probabilities(theta, scales):
    for qubit in range(4):
        qml.Hadamard(qubit)
    for qubit in range(4):
        qml.RZ(theta[2 * qubit], qubit)
        qml.RY(theta[2 * qubit + 1], qubit)
    entangle()
    for qubit in range(4):
        qml.RY(scales[2 * qubit] * states[:, qubit], qubit)
        qml.RZ(scales[2 * qubit + 1] * states[:, qubit], qubit)
    for qubit in range(4):
        qml.RZ(theta[8 + 2 * qubit], qubit)
        qml.RY(theta[9 + 2 * qubit], qubit)
    entangle()
    return qml.probs(wires=range(4))


def entangle():
    for one in range(4):
        for other in range(one + 1, 4):
            qml.CZ([one, other])


def loss(theta, scales):
    even = (1 + probabilities(theta, scales) @ signs) / 2
    return -np.mean(np.log(even))


gradient = qml.grad(loss, argnums=[0, 1])
times = []
for _ in range(4):
    start = time.process_time()
    found = gradient(theta, scales)
    times.append(time.process_time() - start)
print(json.dumps({"ms": 1000 * min(times), "gradient": [*map(float, found[0]), *map(float, found[1])]}))
