/** What this server says beyond the language server protocol: names and plain types, for the server and its clients. */
import type { Circuit } from '../circuit/circuit.ts';
import type { ExportResult } from '../circuit/export/problem.ts';
import type { ExportTarget } from '../circuit/export/targets.ts';
import type { AvailableDevice } from '../device/availableDevices.ts';
import type { DeviceChoice } from '../device/chooseDevice.ts';
import type { DevicePragmaEdit } from '../device/devicePragmaEdit.ts';
import type { DeviceResolution } from '../device/resolveDevice.ts';
import type { LineCost } from '../features/noise/lineCosts.ts';
import type { OnDevice } from '../features/onDevice.ts';
import type { PlaceCost } from '../noise/budget.ts';

/** Request: the circuit of an open document as it is now; `null` where the document is not open. */
export const circuitRequest = 'ketlab/circuit';

export interface CircuitParameters {
  readonly textDocument: { readonly uri: string };
}

export interface CircuitAnswer {
  /** Of the document; the spans of the circuit point into this version. */
  readonly version: number;
  readonly circuit: Circuit;
  /** How many errors the text has. Where there are any, the circuit is what could be understood. */
  readonly errors: number;
}

/** Request: the circuit of an open document in another language; `null` where the document is not open. */
export const convertRequest = 'ketlab/convert';

export interface ConvertParameters extends CircuitParameters {
  readonly target: ExportTarget;
}

export interface ConvertAnswer {
  /** How many errors the text has. Where there are any, nothing is converted. */
  readonly errors: number;
  /** The places of problems point into the document, or into the files that `sources` names by their URIs. */
  readonly result: ExportResult;
  readonly sources: readonly string[];
}

/** Request: an open document as its device does it; `null` where the document is not open. */
export const onDeviceRequest = 'ketlab/onDevice';

export interface OnDeviceAnswer {
  /** Of the document; the spans of the fitted circuit point into this version. */
  readonly version: number;
  /** How many errors the text has. Where there are any, nothing is fitted. */
  readonly errors: number;
  /** The places of problems point into the document, or into the files that `sources` names by their URIs. */
  readonly result?: OnDevice;
  readonly sources: readonly string[];
}

/** Request: the value of an expression that stands on its own, such as `pi/2`; `null` where it has none. */
export const constantRequest = 'ketlab/constant';

export interface ConstantParameters {
  readonly text: string;
}

export type ConstantAnswer = number | boolean | null;

/** Request: what each line of an open document costs on its device; `null` where the document is not open. */
export const noiseRequest = 'ketlab/noise';

export interface NoiseAnswer {
  /** Of the document; the spans point into this version. */
  readonly version: number;
  /** Absent: no device, no circuit that fits it, or the analysis is switched off. */
  readonly costs?: NoiseCosts;
}

export interface NoiseCosts {
  /** The name of the device. */
  readonly device: string;
  readonly success: number;
  /** Offset of the statement over which the exact losses stand. */
  readonly exactLens: number;
  /** In the order of the text. */
  readonly lines: readonly LineCost[];
  /** By span of the program, the worst first. */
  readonly places: readonly PlaceCost[];
}

/** Notification: what this document costs on its device is known now, or is another thing than it was. */
export const noiseChangedNotification = 'ketlab/noiseChanged';

export interface NoiseChangedParameters {
  readonly uri: string;
}

/** Request: the device of an open document; `null` where it has none or is not open. */
export const deviceRequest = 'ketlab/device';

export type DeviceAnswer = DeviceChoice | null;

/** Request: the devices that can be chosen without a file. */
export const devicesRequest = 'ketlab/devices';

export type DevicesAnswer = readonly AvailableDevice[];

/** Request: the device of a name, a generic line or a path, which is relative to the document or else the workspace. */
export const findDeviceRequest = 'ketlab/findDevice';

export interface FindDeviceParameters {
  readonly reference: string;
  readonly textDocument?: { readonly uri: string };
}

export type FindDeviceAnswer = DeviceResolution;

/** Request: the change that makes an open document name a device; `null` where its language has no pragmas. */
export const devicePragmaRequest = 'ketlab/devicePragma';

export interface DevicePragmaParameters extends CircuitParameters {
  readonly reference: string;
}

export type DevicePragmaAnswer = (DevicePragmaEdit & { readonly version: number }) | null;

/** Notification: the circuits of these documents changed without an edit, because a file they include or a setting did. */
export const circuitsChangedNotification = 'ketlab/circuitsChanged';

export interface CircuitsChangedParameters {
  readonly uris: readonly string[];
}

/**
 * Requests to the client, by a server that cannot reach the files itself: the text of a file, `null` where there is none,
 * and the names in a folder of what programs could include, folders with a `/` at the end.
 */
export const readFileRequest = 'ketlab/readFile';
export const listFilesRequest = 'ketlab/listFiles';

export interface FileParameters {
  readonly uri: string;
}

export type ReadFileAnswer = string | null;
export type ListFilesAnswer = readonly string[];
