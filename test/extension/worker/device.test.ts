// Runs with the noise of a device.
import assert from 'node:assert/strict';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import type { SimulateParameters } from '../../../extension/worker/protocol.ts';
import { genericDevice } from '../../../language/device/generic/genericDevice.ts';
import { machine } from '../../../language/device/machines/machines.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

const run = (text: string, more: Partial<SimulateParameters>) =>
  simulate.run({ circuit: circuitOf(text), shots: 100, seed: 1, ...more }, { report: () => {} });

const on = (line: string) => ({ device: { device: genericDevice(line) } });
const ghz = 'qubit[3] q; bit[3] c; h q[0]; cx q[0], q[1]; cx q[0], q[2]; c = measure q;';

describe('a run on a device', () => {
  it('reads wrong as often as the device does, by a closed form', () => {
    const { probabilities } = run('qubit q; bit c; c = measure q;', {
      ...on('linear(2, readout=0.125)'),
      probabilities: true,
    });
    assert.ok(Math.abs(probabilities!['1']! - 0.125) < 1e-12);
  });

  it('has outcomes and values of the program, wherever its qubits go', () => {
    const perfect = 'ring(5, error1=0, error2=0, readout=0, t1=1000s, t2=1000s)';
    const { probabilities, expectation, provenance } = run(ghz, {
      ...on(perfect),
      probabilities: true,
      method: 'density',
      observable: 'Z0*Z2 + X0*X1*X2',
    });
    assert.deepEqual(
      Object.keys(probabilities!)
        .filter((key) => probabilities![key]! > 1e-6)
        .sort(),
      ['000', '111'],
    );
    assert.ok(Math.abs(expectation!.value - 2) < 1e-6);
    assert.equal(expectation?.observable, 'Z0*Z2 + X0*X1*X2');
    assert.equal(provenance.noise, `device ${perfect}`);
  });

  it('measures all qubits of a program that measures none', () => {
    const { probabilities } = run('qubit[2] q; x q[1];', { ...on('linear(3, readout=0.1)'), probabilities: true });
    const likeliest = Object.entries(probabilities!).sort(([, a], [, b]) => b - a)[0]![0];
    assert.equal(likeliest, '10');
  });

  it('is near the run without noise, and not the same', () => {
    const { fidelity } = run(ghz, { device: { device: machine('manila')! }, method: 'density', fidelity: true });
    const { value } = fidelity!.outcomes;
    assert.ok(value > 0.8 && value < 0.99, String(value));
  });

  it('is twirled for methods that know random Paulis only', () => {
    assert.equal(run(ghz, { device: { device: machine('manila')! }, method: 'stabilizer' }).method.name, 'stabilizer');
  });

  it('lets coupled qubits that wait interact where that is wanted, by a closed form', () => {
    const perfect = 'linear(2, error1=0, error2=0, readout=0, t1=1000s, t2=1000s, time1=1e-3ns)';
    const device = { ...genericDevice(perfect), crosstalk: [{ qubits: [0, 1] as const, rate: 1e5 }] };
    const text = 'qubit[2] q; bit c; h q[0]; x q[1]; barrier q; delay[3us] q; barrier q; h q[0]; c = measure q[0];';
    const oneAfter = (crosstalk: boolean) => {
      const result = run(text, { device: { device, layout: [0, 1], crosstalk }, probabilities: true });
      return { one: result.probabilities!['1'] ?? 0, noise: result.provenance.noise };
    };
    const { one, noise } = oneAfter(true);
    assert.ok(Math.abs(one - Math.sin((Math.PI * 1e5 * 3e-6) / 2) ** 2) < 1e-4, String(one));
    assert.equal(noise, `device ${device.name} with crosstalk`);
    assert.ok(oneAfter(false).one < 1e-4);
    assert.throws(() => run(ghz, { device: { device: genericDevice('linear(3)'), crosstalk: true } }), /no crosstalk/);
  });

  it('says why a circuit does not fit', () => {
    assert.throws(() => run('qubit[3] q; ccx q[0], q[1], q[2];', on('linear(2)')), /qubits/);
    assert.throws(() => run(ghz, { ...on('linear(3)'), noise: 'readout(0.1)' }), /Leave one of them out/);
  });
});
