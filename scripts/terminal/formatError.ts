import { QuorateError } from "#sdk";

/** An error as it is shown: lines for people, an object for programs. */
export interface FormattedError {
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
}

/** Shows an error: what happened, what to do, and every fault it gathers. Only a defect shows its stack. */
export function formatError(error: unknown): FormattedError {
  if (!(error instanceof QuorateError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      lines: [stack],
      json: { code: "DEFECT", summary: error instanceof Error ? error.message : String(error) },
    };
  }
  // A node refuses for reasons of its own, which it alone can put into words.
  const words = error.code === "CHAIN_REFUSED" && error.cause instanceof Error ? error.cause.message : null;
  return {
    lines: [
      `${error.code}: ${error.summary}`,
      ...(words === null ? [] : [`  It says: ${words}`]),
      ...listRemedies(error, "  "),
    ],
    json: { ...toObject(error), ...(words === null ? {} : { cause: words }) },
  };
}

function listRemedies(error: QuorateError, indent: string): readonly string[] {
  return [
    `${indent}${error.remedy}`,
    ...error.faults.flatMap((fault) => [
      `${indent}- ${fault.code}: ${fault.summary}`,
      ...listRemedies(fault, `${indent}  `),
    ]),
  ];
}

function toObject(error: QuorateError): Readonly<Record<string, unknown>> {
  const { code, summary, remedy, facts, faults } = error;
  return { code, summary, remedy, facts, ...(faults.length === 0 ? {} : { faults: faults.map(toObject) }) };
}
