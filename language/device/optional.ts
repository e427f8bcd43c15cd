/** A field for an object literal that is there only where it has a value: `{ ...optional('error', error) }`. */
export const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
