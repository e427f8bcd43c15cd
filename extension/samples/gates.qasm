// What a gate definition can do: parameters, modifiers, gates built from gates.
// In the diagram, each of these is a box that opens to show what it is made of.
OPENQASM 3.0;
include "stdgates.inc";

// Two-qubit interaction by ZZ.
gate rzz(θ) a, b {
  cx a, b;
  rz(θ) b;
  cx a, b;
}

// One step of a transverse-field Ising chain of three spins.
gate ising_step(coupling, field) a, b, c {
  rzz(2 * coupling) a, b;
  rzz(2 * coupling) b, c;
  rx(2 * field) a;
  rx(2 * field) b;
  rx(2 * field) c;
}

// The same thing twice is a power; undoing it is an inverse.
gate echo a, b, c {
  pow(2) @ ising_step(pi / 8, pi / 16) a, b, c;
  inv @ ising_step(pi / 8, pi / 16) a, b, c;
}

qubit[3] spins;
qubit control;
bit[3] c;

h control;
echo spins[0], spins[1], spins[2];

// Controls come first: on 1 with ctrl, on 0 with negctrl.
ctrl @ ising_step(0.2, 0.1) control, spins[0], spins[1], spins[2];
negctrl @ sx control, spins[1];
pow(1 / 2.0) @ x spins[2];

c = measure spins;
