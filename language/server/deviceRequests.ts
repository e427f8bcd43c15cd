/** The requests about devices (`protocol.ts`). */
import type { Connection } from 'vscode-languageserver';
import { devicePragmaEdit } from '../device/devicePragmaEdit.ts';
import { type DocumentGuard, documentRequest, guardedRequest } from './guard.ts';
import {
  type CircuitParameters,
  type DeviceAnswer,
  type DevicePragmaAnswer,
  type DevicePragmaParameters,
  type DevicesAnswer,
  devicePragmaRequest,
  deviceRequest,
  devicesRequest,
  type FindDeviceAnswer,
  type FindDeviceParameters,
  findDeviceRequest,
  type OnDeviceAnswer,
  onDeviceRequest,
} from './protocol.ts';
import { inSlices } from './slices.ts';
import type { Workspace } from './workspace.ts';

/** Answers these requests on `connection`. */
export function registerDeviceRequests(connection: Connection, guard: DocumentGuard, workspace: Workspace): void {
  connection.onRequest(
    deviceRequest,
    documentRequest<CircuitParameters, DeviceAnswer>(guard, {
      name: deviceRequest,
      closed: null,
      answer: (_, { compilation }) => compilation.device ?? null,
    }),
  );
  connection.onRequest(
    devicePragmaRequest,
    documentRequest<DevicePragmaParameters, DevicePragmaAnswer>(guard, {
      name: devicePragmaRequest,
      closed: null,
      answer: ({ version }, { compilation }, { reference }) => {
        const edit = devicePragmaEdit(compilation.program, reference);
        return edit ? { ...edit, version } : null;
      },
    }),
  );
  connection.onRequest(
    onDeviceRequest,
    documentRequest<CircuitParameters, OnDeviceAnswer | null>(guard, {
      name: onDeviceRequest,
      closed: null,
      answer: async (document, compiled) => {
        const { compilation } = compiled;
        const { version } = document;
        const { sources } = compilation.circuit;
        const errors = compilation.diagnostics.filter(({ severity }) => severity === 'error').length;
        if (errors > 0 || !compilation.circuit.complete) return { version, errors, sources };
        const { onDevice } = await import('../features/onDevice.ts');
        const result = await inSlices(onDevice(compilation), () => guard.isCurrent(document, compiled));
        return { version, errors, sources, ...(result && { result }) };
      },
    }),
  );
  connection.onRequest(
    devicesRequest,
    guardedRequest(guard.log, devicesRequest, async (): Promise<DevicesAnswer> => {
      const { availableDevices } = await import('../device/availableDevices.ts');
      return availableDevices();
    }),
  );
  connection.onRequest(
    findDeviceRequest,
    guardedRequest(
      guard.log,
      findDeviceRequest,
      ({ reference, textDocument }: FindDeviceParameters): Promise<FindDeviceAnswer> =>
        workspace.findDevice(String(reference), textDocument?.uri),
    ),
  );
}
