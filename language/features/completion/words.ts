/** Directives, their settings, and types. */

import { GENERIC_SHAPES } from '../../device/generic/genericDevice.ts';
import { MACHINE_NAMES } from '../../device/machines/machineNames.ts';
import type { Span } from '../../diagnostic.ts';
import type { Program } from '../../semantics/program.ts';
import { DIRECTIVES } from '../directives.ts';
import { keywordHelp } from '../keywordHelp.ts';
import { type CompletionItem, item } from './item.ts';
import type { TypeKind } from './place.ts';

export function directiveItems(
  { tree }: Program,
  kind: 'pragma' | 'annotation',
  { start, end }: Span,
): CompletionItem[] {
  const hasContent = /^[^\S\r\n]*[^\s]/.test(tree.text.slice(end, end + 80).split(/[\r\n]/)[0] ?? '');
  const isBehindAt = kind === 'annotation' && start === end && tree.text[start - 1] === '@';
  const mark = kind === 'annotation' && !isBehindAt ? '@' : '';
  return DIRECTIVES.filter((directive) => directive.kind === kind).map(({ name, content, description }) =>
    item(`${mark}${name}`, 'directive', kind, {
      documentation: description,
      insertText: hasContent ? `${mark}${name}` : `${mark}${name} ${content}`,
    }),
  );
}

/** What can be written behind the name of a directive; `before` is the character before the place. */
export function settingItems(of: string, before: string | undefined): CompletionItem[] {
  if (of === 'ketlab.device') return deviceItems(before === '"' || before === "'");
  const settings = DIRECTIVES.find(({ name }) => name === of)?.settings ?? [];
  return settings.map(({ name, snippet }) => item(name, 'directive', of, { insertText: snippet }));
}

const SCALARS = ['int', 'uint', 'float', 'angle', 'bool', 'bit', 'complex', 'duration'];

const TYPES: Readonly<Record<TypeKind, readonly string[]>> = {
  classical: [...SCALARS, 'readonly', 'mutable'],
  constant: SCALARS,
  parameter: [...SCALARS, 'qubit', 'readonly', 'mutable'],
  scalar: SCALARS,
  loop: ['int', 'uint', 'float', 'angle', 'bool', 'bit'],
  float: ['float'],
  array: ['int', 'uint', 'float', 'angle', 'bool', 'complex', 'duration'],
  input: [...SCALARS, 'array'],
};

export function typeItems(types: TypeKind, version: 2 | 3): CompletionItem[] {
  if (version === 2) return [];
  return TYPES[types].map((name, index) =>
    item(name, 'type', 'type', { documentation: keywordHelp(name), sort: String.fromCharCode(97 + index) }),
  );
}

function deviceItems(isQuoted: boolean): CompletionItem[] {
  const quoted = (name: string) => ({ insertText: isQuoted ? name : `"${name}"` });
  const machines = MACHINE_NAMES.map((name, index) =>
    item(name, 'value', 'calibrated machine', { ...quoted(name), sort: `0${index}` }),
  );
  const generic = Object.values(GENERIC_SHAPES).map(({ example, description }) =>
    item(example, 'value', 'generic device', { ...quoted(example), documentation: description, sort: '1' }),
  );
  return [...machines, ...generic];
}
