// A Bell pair: two qubits that always agree, although neither has a value of its own.
// Press Run above the first line: half of the shots give 00, the other half 11, and none 01 or 10.
OPENQASM 3.0;
include "stdgates.inc";

qubit[2] q;
bit[2] c;

h q[0];         // q[0] is now 0 and 1 in equal parts
cx q[0], q[1];  // q[1] flips exactly where q[0] is 1

c = measure q;
