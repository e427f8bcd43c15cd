import { clean, faulty } from './expectations.ts';

describe('times', () => {
  clean('are durations', [
    'qubit[2] q; stretch g; duration d = 2 * durationof({ x $3; }); delay[100ns] q[0]; delay[g + d] q; delay[2 * g] $0, $1; delay[16dt];',
    'qubit q; stretch g; box { delay[1us] q; } box[150ns] { x q; nop q; } box[g] { }',
    'qubit q; duration d; x[20ns] q; rx(pi)[d] q; delay[-0.5 * 10ns + 20ns] q;',
  ]);
  faulty('need a unit', 'type-mismatch', ['qubit q; delay[<|100|>] q;', 'box[<|2.5|>] { }', 'qubit q; x[<|20|>] q;']);
  faulty('are not negative', 'negative-duration', ['qubit q; delay[<|-1ns|>] q;', 'box[<|1ns - 2ns|>] { }']);
  faulty('apply to qubits', 'not-a-qubit', ['bit c; delay[1ns] <|c|>;']);
  faulty('are checked inside, too', 'unknown-gate', ['duration d = durationof({ <|nothing|> $0; });']);
});
