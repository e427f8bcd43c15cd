/** What the extension host and the webviews say to each other by `postMessage`: plain data, types only. */

import type { RunRecord, RunSummary } from '../extension/host/experiments/runRecord.ts';
import type { KeptCircuit, KeptText } from '../extension/worker/mitigate/execute/keptCircuits.ts';
import type { Progress, SimulateResult } from '../extension/worker/protocol.ts';
import type { Circuit } from '../language/circuit/circuit.ts';
import type { TimedCircuit } from '../language/circuit/fit/timedCircuit.ts';
import type { AvailableDevice } from '../language/device/availableDevices.ts';
import type { Device } from '../language/device/device.ts';
import type { Span } from '../language/diagnostic.ts';
import type { Drawing } from './circuit/compare/compareCircuits.ts';
import type { DiagramFormat } from './circuit/exportDiagram.ts';
import type { StepState } from './circuit/steps/stepPanel.tsx';

/** Which view a page shows: `data-view` of its root element. */
export type ViewName = 'circuit' | 'result' | 'devices' | 'compare' | 'experiments';

/** Places of a program by their share of the loss on a device. */
export interface Heat {
  /** The name of the device. */
  readonly device: string;
  /** To first order; else they are estimated. */
  readonly isExact: boolean;
  readonly places: readonly (Span & { readonly share: number })[];
}

/** To the circuit view. */
export type CircuitViewMessage =
  /** The circuit of the text as it is now; `errors` is the number of errors in the text. */
  | {
      readonly type: 'circuit';
      readonly uri: string;
      readonly name: string;
      readonly circuit: Circuit;
      readonly errors: number;
    }
  /** What parts of the program cost on its device, by their place in the text; none where that is not known. */
  | { readonly type: 'heat'; readonly heat: Heat | undefined }
  /** What a view that wants a timeline shows; `fault` says why there is none. */
  | { readonly type: 'timeline'; readonly uri: string; readonly timed?: TimedCircuit; readonly fault?: string }
  /** The state that `inspect` asked for. */
  | { readonly type: 'state'; readonly state: StepState }
  /** Show the slider through the diagram's moments, or hide it. */
  | { readonly type: 'toggleSteps' }
  /** Show the diagram along time, or in columns again. */
  | { readonly type: 'toggleTimeline' }
  /** The selection in the text editor: the gates it touches are highlighted. */
  | { readonly type: 'selection'; readonly spans: readonly Span[] }
  /** Asks for an `export` message with the diagram. */
  | { readonly type: 'requestExport'; readonly format: DiagramFormat };

/** To the result view: one run, from its start to its end. */
export type ResultViewMessage =
  | { readonly type: 'started'; readonly name: string; readonly shots: number; readonly qubits: number }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'result'; readonly name: string; readonly result: SimulateResult; readonly elapsedMs: number }
  /** The last good result stays visible below the message. */
  | { readonly type: 'failed'; readonly name: string; readonly message: string; readonly cancelled: boolean };

/** To the devices view. */
export type DevicesViewMessage =
  | { readonly type: 'devices'; readonly devices: readonly AvailableDevice[] }
  /** The device to show; `fault` says why there is none. */
  | { readonly type: 'device'; readonly reference: string; readonly device?: Device; readonly fault?: string };

/** To the experiments view. */
export type ExperimentsViewMessage =
  /** All runs that are kept, the newest first. */
  | { readonly type: 'history'; readonly runs: readonly RunSummary[] }
  /** The run to show, or several to compare. */
  | { readonly type: 'show'; readonly runs: readonly RunRecord[] }
  /** A run that may be shown has changed. */
  | { readonly type: 'changed'; readonly run: RunRecord }
  | { readonly type: 'progress'; readonly id: string; readonly progress: Progress }
  /** What a run has executed so far. */
  | { readonly type: 'circuits'; readonly id: string; readonly circuits: readonly KeptCircuit[] }
  /** One of them, beside the circuit that was to be mitigated. */
  | {
      readonly type: 'variant';
      readonly id: string;
      readonly key: string;
      readonly original: KeptText;
      readonly variant: KeptText;
    };

/** To the view of two circuits: a circuit and what became of it. */
export interface CompareViewMessage {
  readonly type: 'compare';
  readonly before: Drawing;
  readonly after: Drawing;
}

/** From a view to the host. */
export type HostMessage =
  | { readonly type: 'ready' }
  /** Select this range of the program's text. */
  | { readonly type: 'reveal'; readonly span: Span }
  | {
      readonly type: 'export';
      readonly format: DiagramFormat | 'csv' | 'json';
      /** Of the circuit. */
      readonly name: string;
      /** What the file's name has behind that of the circuit. */
      readonly suffix?: string;
      readonly content: string;
      /** The content is bytes in base64. */
      readonly base64?: boolean;
    }
  /** Whether the circuit is shown along time: each new circuit is then followed by a `timeline`. */
  | { readonly type: 'wantTimeline'; readonly wanted: boolean }
  /** Find the state at the end of this part of the program's circuit. */
  | { readonly type: 'inspect'; readonly circuit: Circuit; readonly step: number }
  /** Let the user choose a device for the program. */
  | { readonly type: 'pickDevice' }
  /** Let the user choose what the diagram is exported as. */
  | { readonly type: 'chooseExport' }
  | { readonly type: 'run' }
  /** Ask what to run with first. */
  | { readonly type: 'runWith' }
  /** Run once more with the seed of the last result. */
  | { readonly type: 'runAgain' }
  | { readonly type: 'cancel' }
  /** Plan once more, with this number of shots, or as many as this error takes. */
  | { readonly type: 'plan'; readonly id: string; readonly shots: number; readonly targetError?: number }
  /** Run what was planned, by these techniques. */
  | {
      readonly type: 'mitigate';
      readonly id: string;
      readonly techniques: readonly string[];
      /** Of each technique. */
      readonly shots: number;
    }
  /** Of a run in the history. */
  | {
      readonly type: 'resume' | 'repeat' | 'repeatAnew' | 'exportRun' | 'listCircuits' | 'openProgram';
      readonly id: string;
    }
  | { readonly type: 'showRuns' | 'deleteRuns'; readonly ids: readonly string[] }
  | { readonly type: 'showVariant'; readonly id: string; readonly key: string }
  /** Show this device; make it that of the program or of the workspace. */
  | { readonly type: 'showDevice' | 'chooseDevice'; readonly reference: string };
