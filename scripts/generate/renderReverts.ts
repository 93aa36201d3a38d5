import type { ListedError } from "./listErrors.ts";
import { BANNER, comment, quote } from "./renderAbi.ts";
import { factsReader, factsType } from "./renderFacts.ts";

/** The revert catalogue: facts, sentence and remedy of every error, typed by its name. */
export function renderReverts(errors: readonly ListedError[]): string {
  const facts = errors.map(
    ({ name, inputs, sentence }) => `${comment([sentence], "  ")}  readonly ${name}: ${factsType(inputs)};\n`,
  );
  const entries = errors.map(
    ({ name, signature, selector, sentence, remedy, inputs }) => `  ${name}: {
    signature: ${quote(signature)},
    selector: ${quote(selector)},
    inputs: [${inputs.map((input) => quote(input.format("full"))).join(", ")}],
    sentence: ${quote(sentence)},
    remedy: ${quote(remedy)},
  },
`,
  );
  const readers = errors.map(
    ({ name, inputs }) =>
      `  ${name}: (${inputs.length === 0 ? "" : "values"}) => (${factsReader(inputs, "values")}),\n`,
  );
  return `${BANNER}import type { DecodedRevert } from "../errors/DecodedRevert.ts";
import type { RevertValues } from "../errors/RevertValues.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";

/** The facts of every error that a contract of the suite can throw, by the error's name. */
export interface RevertFacts {
${facts.join("")}}

/** The name of an error that a contract of the suite can throw. */
export type RevertName = keyof RevertFacts;

/** Signature, four bytes, meaning and remedy of every error, by name. */
export const revertCatalogue = {
${entries.join("")}} as const satisfies {
  readonly [Name in RevertName]: {
    readonly signature: string;
    readonly selector: \`0x\${string}\`;
    readonly inputs: readonly string[];
    readonly sentence: string;
    readonly remedy: string;
  };
};

/** Reads an error's facts from its decoded values, by name. */
export const revertReaders: { readonly [Name in RevertName]: (values: RevertValues) => RevertFacts[Name] } = {
${readers.join("")}};
`;
}
