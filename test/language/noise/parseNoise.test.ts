// Noise in one line: what its terms mean, and what is said where it is none.
import assert from 'node:assert/strict';
import { krausChannel } from '../../../language/noise/channels.ts';
import type { NoiseRule } from '../../../language/noise/noiseModel.ts';
import { NOISE_TERMS, NoiseSyntaxError, parseNoise } from '../../../language/noise/parseNoise.ts';

describe('parseNoise', () => {
  it('reads terms with whatever stands between them', () => {
    const rules: readonly NoiseRule[] = [
      { on: 'gate', size: 1, channel: { kind: 'depolarizing', qubits: 1, probability: 0.001 } },
      { on: 'gate', size: 2, channel: { kind: 'depolarizing', qubits: 2, probability: 0.01 } },
      {
        on: 'readout',
        confusion: [
          [0.98, 0.02],
          [0.02, 0.98],
        ],
      },
    ];
    for (const text of ['depolarizing(0.001, 0.01) readout(0.02)', ' depolarizing(1e-3,1/100);readout( 0.02 ) ']) {
      assert.deepEqual(parseNoise(text).rules, rules);
    }
  });

  it('reads durations and angles', () => {
    const [gate] = parseNoise('relaxation(50us, 70 us, 35ns)').rules;
    assert.deepEqual(gate, {
      on: 'gate',
      size: 1,
      channel: { kind: 'thermalRelaxation', t1: 50 * 1e-6, t2: 70 * 1e-6, time: 35 * 1e-9 },
    });
    const [turn] = parseNoise('overrotation(pi/100)').rules;
    assert.deepEqual(turn, { on: 'gate', size: 1, channel: { kind: 'rotation', pauli: 'X', angle: Math.PI / 100 } });
  });

  for (const [name, { signature, rules }] of Object.entries(NOISE_TERMS)) {
    it(`${name} makes channels with the values of its signature`, () => {
      assert.ok(signature.startsWith(`${name}(`));
      for (const rule of rules([0.01, 0.015, 0.001, 0.002, 0.003])) {
        if (rule.on !== 'readout' && rule.on !== 'jointReadout') assert.ok(krausChannel(rule.channel));
      }
    });
  }

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /There is no noise/],
    ['depolarising(0.1)', /There is no noise 'depolarising'\. Choose depolarizing/],
    ['depolarizing', /'depolarizing' is no noise: write for example/],
    ['depolarizing(0.1', /is no noise/],
    ['depolarizing(0.1) and readout(0.1)', /'and readout\(0\.1\)' is no noise/],
    ['depolarizing(a)', /'a' in 'depolarizing\(…\)' is no number/],
    ['depolarizing()', /'' in 'depolarizing/],
    ['pauli(0.1)', /'pauli' is written pauli\(px, py, pz\), not with 1 values/],
    ['relaxation(1us, 1us)', /not with 2 values/],
  ];
  for (const [text, message] of wrong) {
    it(`refuses '${text}'`, () => {
      assert.throws(
        () => parseNoise(text),
        (error) => error instanceof NoiseSyntaxError && message.test(error.message),
      );
    });
  }
});
