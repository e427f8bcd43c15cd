// A GHZ state of any size: the Bell pair's idea, written with a constant and a loop.
// Change n: the loop is unrolled, and the diagram grows with it.
OPENQASM 3.0;
include "stdgates.inc";

const uint n = 5;

qubit[n] q;
bit[n] c;

h q[0];
for uint i in [1:n - 1] {
  cx q[i - 1], q[i];
}

c = measure q;
