// The devices of programs: named in the text, by a setting, or in a file that changes.
import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver/node';
import {
  type DeviceAnswer,
  type DevicePragmaAnswer,
  type DevicesAnswer,
  devicePragmaRequest,
  deviceRequest,
  devicesRequest,
  type FindDeviceAnswer,
  findDeviceRequest,
} from '../../../language/server/protocol.ts';
import { Client, pullCapabilities } from './client.ts';

const file = 'file:///folder/mine.device.json';
const good = (count: number) =>
  `{"name": "mine", "qubits": {"count": ${count}}, "gates": {"x": {"all": {}}, "cx": {"0,1": {}}}}`;
const program = (device: string) => `OPENQASM 3.0;\npragma ketlab.device "${device}"\nqubit[2] q;\nU(0, 0, 1) q[0];\n`;

describe('the devices of programs', () => {
  const files = new Map<string, string>();
  let client: Client;

  beforeEach(async () => {
    files.clear();
    client = await new Client((uri) => files.get(uri)).initialize({}, 'file:///folder');
  });

  const device = (): Promise<DeviceAnswer> => client.request(deviceRequest);
  const warnings = async () =>
    (await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic')).items.filter(
      ({ severity }) => severity === 2,
    );

  async function write(text: string): Promise<void> {
    files.set(file, text);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type: 2 }] });
  }

  it('are those that they name', async () => {
    await client.open(program('manila'));
    assert.equal((await device())?.device?.qubits.length, 5);
    await client.open('OPENQASM 3.0;\nqubit q;\n');
    assert.equal(await device(), null);
  });

  it('are reported where they are unknown', async () => {
    await client.open(program('manilla'));
    const [warning] = await warnings();
    assert.deepEqual([warning?.code, warning?.range.start.line], ['unknown-device', 1]);
  });

  it('follow their file, and stay as they were while it is broken', async () => {
    files.set(file, good(2));
    await client.open(program('mine.device.json'));
    assert.equal((await device())?.device?.qubits.length, 2);
    await write(good(3));
    assert.equal((await device())?.device?.qubits.length, 3);
    await write(good(4).slice(0, 40));
    const { device: kept, fault } = (await device())!;
    assert.equal(kept?.qubits.length, 3);
    assert.match(fault!, /is missing here/);
    const [warning] = await warnings();
    assert.match(String(warning?.message), /The last good one stays in use/);
    assert.equal(warning?.relatedInformation?.[0]?.location.uri, file);
    await write(good(4));
    assert.equal((await device())?.device?.qubits.length, 4);
    assert.deepEqual(await warnings(), []);
  });

  it('follow the text of a file that is open', async () => {
    files.set(file, good(2));
    await client.open(good(5), file);
    await client.open(program('mine.device.json'));
    assert.equal((await device())?.device?.qubits.length, 5);
  });

  it('come with a setting, whose path is relative to the workspace', async () => {
    files.set(file, good(2));
    client = new Client((uri) => files.get(uri));
    client.connection.onRequest('workspace/configuration', () => [{ device: 'mine.device.json' }]);
    await client.initialize({ ...pullCapabilities, workspace: { configuration: true } }, 'file:///folder');
    await client.open('OPENQASM 3.0;\nqubit[3] q;\nU(0, 0, 1) q[0];\n', 'file:///folder/deep/p.qasm');
    const answer = await client.request<DeviceAnswer>(deviceRequest, {
      textDocument: { uri: 'file:///folder/deep/p.qasm' },
    });
    assert.deepEqual([answer?.device?.name, answer?.chosenBy], ['mine', 'setting']);
  });

  it('can be listed, with their figures', async () => {
    const devices = await client.connection.sendRequest<DevicesAnswer>(devicesRequest);
    const manila = devices.find(({ reference }) => reference === 'manila');
    assert.equal(manila?.summary.qubitCount, 5);
    // The median of 0.0056963, 0.0088277, 0.011354 and 0.01394, each in both directions.
    assert.ok(Math.abs(manila.summary.error2! - 0.01009085) < 1e-9);
    assert.ok(devices.some(({ reference, kind }) => reference === 'grid(4x5)' && kind === 'generic'));
  });

  it('can be found by what one writes', async () => {
    files.set(file, good(2));
    const find = (reference: string) =>
      client.connection.sendRequest<FindDeviceAnswer>(findDeviceRequest, { reference });
    assert.equal((await find('mine.device.json')).device?.name, 'mine');
    assert.match((await find('linaer(3)')).fault!, /Did you mean 'linear'/);
  });

  it('can be written into a program', async () => {
    const pragma = (): Promise<DevicePragmaAnswer> => client.request(devicePragmaRequest, { reference: 'grid(2x2)' });
    await client.open('OPENQASM 3.0;\nqubit q;\n');
    assert.deepEqual(await pragma(), { start: 13, end: 13, newText: '\npragma ketlab.device "grid(2x2)"', version: 1 });
    await client.open(program('manila'));
    assert.deepEqual(await pragma(), { start: 36, end: 42, newText: 'grid(2x2)', version: 1 });
    await client.open('OPENQASM 2.0;\nqreg q[1];\n');
    assert.equal(await pragma(), null);
    await client.open('qubit q;\n');
    assert.deepEqual(await pragma(), { start: 0, end: 0, newText: 'pragma ketlab.device "grid(2x2)"\n', version: 1 });
  });
});
