import type { Call, Client } from "#sdk";

/** Makes, each time it is asked, the calls of a proposal that nobody has made before: they define another parameter. */
export function createNewCalls({ calls }: Pick<Client, "calls">): () => readonly Call[] {
  let count = 0n;
  return () => {
    count += 1n;
    const bounds = { kind: "uint", min: 0n, max: 1_000n, maxStep: 0n, coolDown: 60n, unit: "" } as const;
    return [calls.constitution.defineParameter({ key: `test.${count}`, value: count, bounds })];
  };
}
