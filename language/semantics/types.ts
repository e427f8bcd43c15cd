/** The types of OpenQASM as plain data, with every size already a number. */

export type Type =
  /** `size` absent: a single bit; present: a register `bit[size]`. */
  | { readonly kind: 'bit'; readonly size?: number }
  | { readonly kind: 'int' | 'uint' | 'float' | 'angle'; readonly size?: number }
  /** `size`: bits of each of the two floats. */
  | { readonly kind: 'complex'; readonly size?: number }
  | { readonly kind: 'bool' | 'duration' | 'stretch' | 'void' }
  /** `size` absent: a single qubit. */
  | { readonly kind: 'qubit'; readonly size?: number }
  | {
      readonly kind: 'array';
      readonly element: Type;
      /** Outermost first; -1 where the size is not known (references with `#dim`). */
      readonly dimensions: readonly number[];
      readonly access?: 'readonly' | 'mutable';
    }
  /** Could not be determined; a diagnostic said so already. Never a reason for another one. */
  | { readonly kind: 'unknown' };

export const UNKNOWN: Type = { kind: 'unknown' };
export const FLOAT: Type = { kind: 'float' };

/** Bits, of a register or a number; absent: none was given. -1: not known. */
export const sizeOf = (type: Type): number | undefined => ('size' in type ? type.size : undefined);

/** The type of one element of an array, which is an array itself where there are more dimensions. */
export function elementType(type: Type & { readonly kind: 'array' }): Type {
  const rest = type.dimensions.slice(1);
  return rest.length > 0 ? { ...type, dimensions: rest } : type.element;
}

/** The type that so many indices lead to: of an element or part of an array, or of a bit of a number. */
export function typeAtDepth(type: Type, depth: number): Type {
  if (depth === 0) return type;
  return type.kind === 'array' ? typeAtDepth(elementType(type), depth - 1) : { kind: 'bit' };
}

/** For messages: `an int`, `a bit[4]`. */
export function withArticle(type: Type): string {
  const text = formatType(type);
  return `${/^(?:[aeio]|u(?!int))/.test(text) ? 'an' : 'a'} ${text}`;
}

/** As a reader would write it: `bit[4]`, `complex[float[64]]`, `array[int[8], 2, 3]`. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case 'complex':
      return type.size === undefined ? 'complex' : `complex[float[${type.size}]]`;
    case 'array': {
      const isOpen = type.access !== undefined && type.dimensions.every((dimension) => dimension < 0);
      if (isOpen) return `${type.access} array[${formatType(type.element)}, #dim = ${type.dimensions.length}]`;
      const sizes = type.dimensions.map((dimension) => (dimension < 0 ? '?' : String(dimension)));
      return `${type.access ? `${type.access} ` : ''}array[${[formatType(type.element), ...sizes].join(', ')}]`;
    }
    case 'bit':
    case 'int':
    case 'uint':
    case 'float':
    case 'angle':
    case 'qubit':
      return type.size === undefined ? type.kind : `${type.kind}[${type.size < 0 ? '?' : type.size}]`;
    default:
      return type.kind;
  }
}
