// Grover's search among eight entries for the one that the oracle marks: 101.
// Two iterations find it in 94.5 % of the shots; a third would overshoot.
OPENQASM 3.0;
include "stdgates.inc";

// Flips the sign of the state 101: a Z on the last qubit if the first two say so.
gate oracle a, b, c {
  ctrl @ negctrl @ z a, b, c;
}

// Mirrors all amplitudes at their mean.
gate diffusion a, b, c {
  h a;
  h b;
  h c;
  // Flips the sign of the state 000.
  x c;
  negctrl(2) @ z a, b, c;
  x c;
  h a;
  h b;
  h c;
}

qubit[3] q;
bit[3] found;

h q;
for int iteration in [1:2] {
  oracle q[0], q[1], q[2];
  diffusion q[0], q[1], q[2];
}

found = measure q;
