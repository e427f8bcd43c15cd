// A variational ansatz: rotations by angles that come from outside, between layers of entangling gates.
// Run asks for the values of the inputs; the diagram shows them by name.
OPENQASM 3.0;
include "stdgates.inc";

input angle theta_0;
input angle theta_1;
input angle phi;

const uint n = 4;

qubit[n] q;
bit[n] c;

for uint i in [0:n - 1] {
  ry(theta_0 * (i + 1) / n) q[i];
}
for uint i in [0:n - 2] {
  cz q[i], q[i + 1];
}
for uint i in [0:n - 1] {
  ry(theta_1) q[i];
  rz(phi / 2) q[i];
}

c = measure q;
