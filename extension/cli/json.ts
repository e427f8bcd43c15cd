/** Results as JSON for programs. */

/** Keys sorted, two spaces of indentation; the same result gives the same bytes. */
export function formatJson(result: object): string {
  return `${toJson(result, '')}\n`;
}

/** JSON.stringify would follow the order of the object, and objects put keys that look like integers first. */
function toJson(value: unknown, indentation: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indentation}  `;
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => toJson(item, inner))]
    : ['{', '}', sortedEntries(value).map(([key, item]) => `${JSON.stringify(key)}: ${toJson(item, inner)}`)];
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${inner}${item}`).join(',\n')}\n${indentation}${close}`;
}

/** In the order of their keys. */
export function sortedEntries<Item>(object: { readonly [key: string]: Item } | object): [string, Item][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}
