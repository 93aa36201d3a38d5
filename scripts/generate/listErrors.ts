import { ErrorFragment, type ParamType } from "ethers";

import { type ContractDescription, noteOnError } from "./compileContracts.ts";
import { remedies } from "./remedies.ts";

/** One custom error of the suite, ready to be written down. */
export interface ListedError {
  readonly name: string;
  /** As in `GovernorCallFailed(uint256)`. */
  readonly signature: string;
  readonly selector: string;
  readonly inputs: readonly ParamType[];
  readonly sentence: string;
  readonly remedy: string;
}

// What the compiler reverts with by itself; no ABI names them.
const BUILT_IN: readonly (readonly [fragment: string, sentence: string])[] = [
  ["error Error(string message)", "A contract gave a reason as text."],
  ["error Panic(uint256 code)", "A contract ran into a fault that its authors had ruled out."],
];

// What OpenZeppelin throws without a comment in its source.
const UNCOMMENTED: Readonly<Record<string, string>> = {
  "InvalidShortString()": "A stored short text is damaged.",
  "StringTooLong(string)": "A text is too long to be kept as a short one.",
};

/**
 * Every error that any ABI of the suite contains, with its sentence from the source and what to do about it, by name.
 *
 * @throws Error listing every error without a comment or a remedy, every remedy without an error, and every two errors that
 * share a name or four bytes
 */
export function listErrors(contracts: readonly ContractDescription[]): readonly ListedError[] {
  const faults: string[] = [];
  const found = new Map<string, ListedError>();
  const add = (fragment: ErrorFragment, sentence: string | undefined): void => {
    const signature = fragment.format("sighash");
    if (found.has(signature)) return;
    const { name, selector, inputs } = fragment;
    const remedy = remedies[name];
    if (sentence === undefined || sentence === "") faults.push(`${signature} has no comment above it in its source`);
    if (remedy === undefined) faults.push(`${name} has no remedy: write one in scripts/generate/remedies.ts`);
    found.set(signature, { name, signature, selector, inputs, sentence: tidy(sentence ?? ""), remedy: remedy ?? "" });
  };
  for (const [fragment, sentence] of BUILT_IN) add(ErrorFragment.from(fragment), sentence);
  for (const contract of contracts) {
    for (const item of contract.abi) {
      if (item.type !== "error") continue;
      const fragment = ErrorFragment.from(item);
      const signature = fragment.format("sighash");
      add(fragment, noteOnError(contract, signature) ?? UNCOMMENTED[signature]);
    }
  }
  const errors = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = new Set(errors.map((error) => error.name));
  faults.push(
    ...findShared(errors, (error) => error.name, "the name"),
    ...findShared(errors, (error) => error.selector, "the four bytes"),
    ...Object.keys(remedies)
      .filter((name) => !names.has(name))
      .map((name) => `scripts/generate/remedies.ts has a remedy for ${name}, which no contract throws`),
  );
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return errors;
}

/** Errors that a reader of revert data, or of code, could take for each other. */
export function findShared(
  errors: readonly ListedError[],
  by: (error: ListedError) => string,
  what: string,
): readonly string[] {
  return [...Map.groupBy(errors, by)]
    .filter(([, sharing]) => sharing.length > 1)
    .map(([shared, sharing]) => `${sharing.map((error) => error.signature).join(" and ")} share ${what} ${shared}`);
}

/** The first sentence on one line, without the marks of the documentation generator. */
function tidy(text: string): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(/\{[^}]*\}/g, "it")
    .replaceAll("`", "");
  const [sentence = ""] = line.split(/(?<=[.!?])\s+(?=[A-Z(])/, 1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
