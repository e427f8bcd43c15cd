// Four steps of an Ising chain in a transverse field, on a real machine: noise hides a fifth of its magnetization.
// Click "Mitigate" to see which technique brings it back, at what cost.
OPENQASM 3.0;
include "stdgates.inc";

pragma ketlab.device "manila"
pragma ketlab.observable "0.25*Z0 + 0.25*Z1 + 0.25*Z2 + 0.25*Z3"

const float step = 0.15;

qubit[4] q;

x q;
for int layer in [1:4] {
  for int i in [0:2] {
    cx q[i], q[i + 1];
    rz(-2 * step) q[i + 1];
    cx q[i], q[i + 1];
  }
  rx(2 * step) q;
}
