/** From a file's name on the command line to its compiled program, and back from spans to lines. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { styleText } from 'node:util';
import type { Circuit } from '../../language/circuit/circuit.ts';
import { type Compilation, type CompileOptions, compile } from '../../language/compile.ts';
import type { DeviceChoice } from '../../language/device/chooseDevice.ts';
import type { Diagnostic, Severity, Span } from '../../language/diagnostic.ts';
import { lineIndex } from '../../language/lineIndex.ts';
import type { LintRules } from '../../language/lints/levels.ts';
import { resolveDeviceIn } from './device.ts';

/** A file that cannot be read as a program; the message says which and why. */
export class SourceError extends Error {}

export interface Source {
  /** As given by the user; `<stdin>` for standard input. */
  readonly name: string;
  readonly compilation: Compilation;
  /** What it was compiled with. */
  readonly options: CompileOptions;
  readonly circuit: Circuit;
  /** The device that the command line or the program names. */
  readonly device?: DeviceChoice;
  /** Hints, which are for editors, left out. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the program and the files it includes, by URI. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The text of a file, or of standard input for `-`; with its byte-order mark, if any. @throws {SourceError} */
export function readText(file: string): { readonly name: string; readonly text: string } {
  const isStandardInput = file === '-';
  const name = isStandardInput ? '<stdin>' : file;
  return { name, text: decode(name, read(name, isStandardInput ? 0 : file)) };
}

/** As columns are counted, and as it is compiled. */
const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

/**
 * @param lintRules severities of lints; `noLints` for commands that are about what the program does
 * @param device of a program that names none; its path is relative to where the command was given
 * @throws {SourceError}
 */
export function readSource(file: string, lintRules: LintRules, device?: string): Source {
  const isStandardInput = file === '-';
  const { name, text: marked } = readText(file);
  const text = withoutMark(marked);
  const uri = pathToFileURL(path.resolve(isStandardInput ? 'stdin.qasm' : file)).href;
  const texts = new Map([[uri, text]]);
  const readInclude = (include: string, from: string) => {
    if (!from.startsWith('file:')) return undefined;
    const target = path.resolve(path.dirname(fileURLToPath(from)), include);
    try {
      const found = { uri: pathToFileURL(target).href, text: withoutMark(decode(target, readFileSync(target))) };
      texts.set(found.uri, found.text);
      return found;
    } catch {
      return undefined;
    }
  };
  const options: CompileOptions = {
    readInclude,
    lintRules,
    ...(device !== undefined && { device }),
    resolveDevice: (reference, chosenBy) =>
      resolveDeviceIn(chosenBy === 'pragma' ? path.dirname(fileURLToPath(uri)) : '.', reference),
  };
  const compilation = compile(uri, text, options);
  return {
    name,
    compilation,
    options,
    circuit: compilation.circuit,
    ...(compilation.device && { device: compilation.device }),
    diagnostics: compilation.diagnostics.filter(({ severity }) => severity !== 'hint'),
    texts,
  };
}

function read(name: string, file: string | number): Buffer {
  try {
    if (typeof file === 'string' && statSync(file).isDirectory()) {
      throw new SourceError(`${name}: this is a folder; name the files in it.`);
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new SourceError(`${name}: there is no such file.`);
    if (code === 'EACCES') throw new SourceError(`${name}: you may not read this file.`);
    throw new SourceError(`${name}: cannot be read: ${message}.`);
  }
}

function decode(name: string, bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Not UTF-8.
  }
  throw new SourceError(`${name}: this is not a text file in UTF-8.`);
}

export function hasErrors({ diagnostics }: Source): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** One line a diagnostic: `file:line:column: severity: message [code]`, line and column counted from 1. */
export function formatDiagnostics({ name, circuit, diagnostics, texts }: Source, isColoured: boolean): string {
  const lines = lineIndex(texts.get(circuit.sources[0] ?? '') ?? '');
  return diagnostics
    .map(({ start, severity, message, code }) => {
      const { line, column } = lines.position(start);
      const shown = isColoured ? styleText(COLOURS[severity], severity) : severity;
      return `${name}:${line + 1}:${column + 1}: ${shown}: ${message} [${code}]\n`;
    })
    .join('');
}

const COLOURS = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'gray' } as const satisfies Record<
  Severity,
  string
>;

/**
 * `file:line:column` of a span, `file` alone without one.
 *
 * @param index into the circuit's `sources`
 */
export function formatPlace({ name, circuit, texts }: Source, span: Span | undefined, index: number): string {
  if (!span) return name;
  const uri = circuit.sources[index] ?? '';
  const text = texts.get(uri);
  if (text === undefined) return name;
  const { line, column } = lineIndex(text).position(span.start);
  const file = index === 0 ? name : path.relative('', fileURLToPath(uri));
  return `${file}:${line + 1}:${column + 1}`;
}
