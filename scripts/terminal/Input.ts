import { QuorateError } from "#sdk";

/** What was typed after the words of a command, read on demand into what the command needs. */
export class Input {
  readonly #arguments: ReadonlyMap<string, readonly string[]>;
  readonly #options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

  constructor(
    named: ReadonlyMap<string, readonly string[]>,
    options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>,
  ) {
    this.#arguments = named;
    this.#options = options;
  }

  /** An argument that must be there. */
  argument(name: string): string {
    const [value] = this.#arguments.get(name) ?? [];
    if (value !== undefined) return value;
    throw missing(`the argument ${name.toUpperCase()}`, name);
  }

  /** An argument that may be left out. */
  optionalArgument(name: string): string | null {
    return this.#arguments.get(name)?.[0] ?? null;
  }

  /** All values of the last argument. */
  manyArguments(name: string): readonly string[] {
    return this.#arguments.get(name) ?? [];
  }

  /** An option that must be given. */
  option(name: string): string {
    const value = this.optional(name);
    if (value !== null) return value;
    throw missing(`--${name}`, name);
  }

  /** An option that may be left out. */
  optional(name: string): string | null {
    const value = this.#options[name];
    return typeof value === "string" ? value : null;
  }

  /** All values of an option that may be given several times. */
  many(name: string): readonly string[] {
    const value = this.#options[name];
    if (typeof value === "string") return [value];
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  }

  flag(name: string): boolean {
    return this.#options[name] === true;
  }
}

/** Says that a value is not written the way the command asks for. */
export function malformed(where: string, value: string, expected: string): QuorateError {
  return new QuorateError({
    code: "OPTION_MALFORMED",
    summary: `${where} is ${JSON.stringify(value.slice(0, 80))}.`,
    remedy: `Write ${expected}.`,
    facts: { where, found: value.slice(0, 80), expected },
  });
}

function missing(what: string, name: string): QuorateError {
  return new QuorateError({
    code: "OPTION_MISSING",
    summary: `The command needs ${what}.`,
    remedy: "Give it; --help shows what each command takes.",
    facts: { name },
  });
}
