// A GHZ state on a real machine: every line shows what noise costs there.
// Run "Ketlab: Toggle Noise Analysis" to hide and show it; the status bar names the device.
OPENQASM 3.0;
include "stdgates.inc";

pragma ketlab.device "manila"
// Not the best place: a light bulb at the underlined lines offers a better one.
pragma ketlab.layout [0, 3, 1]

qubit[3] q;
bit[3] c;

h q[0];
cx q[0], q[1];
cx q[1], q[2];

// A phase that only two of the qubits need: the third one waits.
barrier q;
for int i in [1:6] {
  cx q[0], q[1];
  rz(0.1 * i) q[1];
  sx q[1];
}
barrier q;

c = measure q;
