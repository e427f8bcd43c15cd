// Two arms, and a context that says which of them pays: `ketlab train bandit.qasm`. The better arm is the parity of the
// context's bits, which no single qubit knows: compare `--decode global,local`, or ask `ketlab decode bandit.qasm`.
OPENQASM 3.0;
include "stdgates.inc";

pragma ketlab.train task="ContextualBandits" decode="global" episodes=500 rate=0.1

@ketlab.feature scale=pi
input array[float, 3] context;
@ketlab.weight init=uniform(-1, 1)
input array[float, 3] angles;

qubit[3] q;

for int i in [0:2] ry(context[i] + angles[i]) q[i];
