/** Lines of generated code, indented by the blocks they stand in. */
export class SourceLines {
  readonly #lines: string[] = [];
  #indentation = '';
  readonly #step: string;

  constructor(step = '    ') {
    this.#step = step;
  }

  add(line: string): void {
    this.#lines.push(line === '' ? '' : `${this.#indentation}${line}`);
  }

  append(other: SourceLines): void {
    for (const line of other.#lines) this.add(line);
  }

  /** `work` writes the lines inside the block that `header` opens. */
  block(header: string, work: () => void, empty?: string): void {
    this.add(header);
    const outer = this.#indentation;
    const before = this.#lines.length;
    this.#indentation += this.#step;
    try {
      work();
      if (empty !== undefined && this.#lines.length === before) this.add(empty);
    } finally {
      this.#indentation = outer;
    }
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }
}
