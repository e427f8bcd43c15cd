/** A device from a file: Ketlab's own format, or IBM's configuration and properties. */
import type { Span } from '../diagnostic.ts';
import type { SourceFile } from '../semantics/analyzer.ts';
import type { DataProblem } from './dataProblem.ts';
import type { Device } from './device.ts';
import { type DataText, readData } from './file/dataText.ts';
import { deviceOfFile } from './file/deviceFile.ts';
import { ibmDevice, ibmFileKind } from './ibm/ibmDevice.ts';

/** Something wrong in a device's file. An error leaves no device; a warning says what was left out or changed. */
export interface DeviceFileProblem extends Span {
  /** Of the file. */
  readonly uri: string;
  readonly severity: DataProblem['severity'];
  readonly message: string;
}

export interface DeviceReading {
  readonly device?: Device;
  readonly problems: readonly DeviceFileProblem[];
}

/**
 * Reads a device file. IBM's two files belong together: of `conf_NAME.json` and `props_NAME.json` the other one is read
 * too, by `readBeside`, where there is one.
 */
export function readDevice(
  file: SourceFile,
  readBeside: (name: string) => SourceFile | undefined = () => undefined,
): DeviceReading {
  const data = readData(file.uri, file.text);
  if (data.fault) return { problems: [{ uri: file.uri, severity: 'error', ...data.fault }] };
  const kind = ibmFileKind(data.value);
  if (!kind) {
    const problems: DeviceFileProblem[] = [];
    const device = deviceOfFile(data.value, (problem) => problems.push(located(problem, file, data)));
    return { ...(device && { device }), problems };
  }
  const own = { file, data };
  const other = otherIbmFile(file, readBeside);
  const properties = kind === 'properties' ? own : other;
  const configuration = kind === 'configuration' ? own : other;
  const problems: DeviceFileProblem[] = [];
  const device = ibmDevice(
    { configuration: configuration?.data.value, properties: properties?.data.value },
    // Only the calibration has problems with a place; without one, the file as a whole has them.
    (problem) => problems.push(located(problem, (properties ?? own).file, (properties ?? own).data)),
  );
  return { ...(device && { device }), problems };
}

const located = ({ path, severity, message }: DataProblem, { uri }: SourceFile, data: DataText): DeviceFileProblem => ({
  uri,
  severity,
  message,
  ...data.placeOf(path),
});

function otherIbmFile(
  { uri }: SourceFile,
  readBeside: (name: string) => SourceFile | undefined,
): { file: SourceFile; data: DataText } | undefined {
  const [, kind, rest] = /(?:^|\/)(conf|props)_([^/]*)$/.exec(uri) ?? [];
  const file = kind && readBeside(`${kind === 'conf' ? 'props' : 'conf'}_${decodeURIComponent(rest!)}`);
  if (!file) return undefined;
  const data = readData(file.uri, file.text);
  return data.fault ? undefined : { file, data };
}
