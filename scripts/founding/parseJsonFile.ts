import { type ErrorCode, QuorateError } from "#sdk";
import { findRepeatedKeys } from "./findRepeatedKeys.ts";
import { JsonReader } from "./JsonReader.ts";

/** How a JSON file is read and named in errors. */
export interface JsonFileParameters<T> {
  /** How errors name the file. */
  readonly file: string;
  /** Code of the error that gathers the faults. */
  readonly refusal: ErrorCode;
  /** Reads the typed value and notes every fault at its place. */
  readonly read: (root: JsonReader) => T;
}

/**
 * Reads a JSON file into a typed value, with every fault in one error.
 *
 * @throws QuorateError `refusal`, gathering JSON_MALFORMED, JSON_KEY_REPEATED and whatever `read` noted
 */
export function parseJsonFile<T>(text: string, { file, refusal, read }: JsonFileParameters<T>): T {
  const faults: QuorateError[] = [];
  const value = parseJson(text.replace(/^\uFEFF/, ""), faults);
  const result = value === undefined ? undefined : read(new JsonReader(value, "$", faults));
  if (faults.length > 0 || result === undefined) {
    const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
    throw new QuorateError({
      code: refusal,
      summary: `${file} has ${count}.`,
      remedy: "Correct each place below and run the command again; nothing was sent to a chain.",
      facts: { file, faults: faults.length },
      faults,
    });
  }
  return result;
}

function parseJson(text: string, faults: QuorateError[]): unknown {
  try {
    const value: unknown = JSON.parse(text);
    for (const { key, line } of findRepeatedKeys(text)) {
      faults.push(
        new QuorateError({
          code: "JSON_KEY_REPEATED",
          summary: `Line ${line}: ${JSON.stringify(key)} stands twice in one object.`,
          remedy: "Keep the one that is meant.",
          facts: { key, line },
        }),
      );
    }
    return value;
  } catch (cause) {
    faults.push(
      new QuorateError({
        code: "JSON_MALFORMED",
        summary: `The file is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
        remedy: "Correct the punctuation at that place.",
        cause,
      }),
    );
    return undefined;
  }
}
