// Teleportation: the state of one qubit moves to another by two classical bits and a shared Bell pair.
// The corrections depend on outcomes measured while the circuit runs. Undoing the preparation at the end shows that
// the state arrived: result is always 0.
OPENQASM 3.0;
include "stdgates.inc";

qubit message;
qubit alice;
qubit bob;
bit[2] sent;
bit result;

// Some state worth sending.
ry(pi / 3) message;
rz(pi / 5) message;

// A Bell pair, shared between Alice and Bob.
h alice;
cx alice, bob;

// Alice measures her two qubits in the Bell basis ...
cx message, alice;
h message;
sent[0] = measure message;
sent[1] = measure alice;

// ... and tells Bob what to correct.
if (sent[1] == 1) {
  x bob;
}
if (sent[0] == 1) {
  z bob;
}

// Bob undoes the preparation.
rz(-pi / 5) bob;
ry(-pi / 3) bob;
result = measure bob;
