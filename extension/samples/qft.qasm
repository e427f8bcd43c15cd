// The quantum Fourier transform of four qubits, undone again.
// Between the barriers the number 5 is hidden in phases alone; the inverse brings it back: all shots give 0101.
OPENQASM 3.0;
include "stdgates.inc";

const uint n = 4;

// q[n - 1] is the most significant bit of the number.
def fourier(qubit[n] q) {
  for int j in [n - 1:-1:0] {
    h q[j];
    for int k in [j - 1:-1:0] {
      cp(pi / 2 ** (j - k)) q[k], q[j];
    }
  }
  swap q[0], q[3];
  swap q[1], q[2];
}

// The same gates, backwards and each inverted.
def inverse_fourier(qubit[n] q) {
  swap q[1], q[2];
  swap q[0], q[3];
  for int j in [0:n - 1] {
    for int k in [0:j - 1] {
      inv @ cp(pi / 2 ** (j - k)) q[k], q[j];
    }
    h q[j];
  }
}

qubit[n] q;
bit[n] c;

// 5 in binary.
x q[0];
x q[2];

fourier(q);
barrier q;
inverse_fourier(q);

c = measure q;
