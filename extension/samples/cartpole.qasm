// A policy for the cart and its pole: `ketlab train cartpole.qasm`. The circuit reads the state again between its layers,
// each number times a weight; the parity of all four qubits says which way to push.
//
// N. Meyer et al., "Quantum Policy Gradient Algorithm with Optimized Action Decoding", arXiv 2212.06663.
OPENQASM 3.0;
include "stdgates.inc";

pragma ketlab.train task="CartPole-v0" decode="global" optimizer="amsgrad" rate=0.02

@ketlab.feature scale=[1/2.4, 1/2.5, 1/0.21, 1/2.5]
input array[float, 4] state;
@ketlab.weight init=normal(0, 0.1)
input array[float, 16] theta;
@ketlab.weight init=1
input array[float, 8] lambda;

qubit[4] q;

h q;
for int i in [0:3] {
  rz(theta[2 * i]) q[i];
  ry(theta[2 * i + 1]) q[i];
}
for int i in [0:2] {
  for int j in [i + 1:3] cz q[i], q[j];
}
for int i in [0:3] {
  ry(lambda[2 * i] * state[i]) q[i];
  rz(lambda[2 * i + 1] * state[i]) q[i];
}
for int i in [0:3] {
  rz(theta[8 + 2 * i]) q[i];
  ry(theta[9 + 2 * i]) q[i];
}
for int i in [0:2] {
  for int j in [i + 1:3] cz q[i], q[j];
}
