import type { Play, Turn } from "../Play.ts";

/** A transaction to the governor. */
export function toGovernor(
  { stage }: Play,
  label: string,
  from: string,
  [verb, values]: readonly [string, readonly unknown[]],
  inModel: Turn["inModel"],
): Turn {
  const { address, artifact } = stage.suite.governor;
  return { label, from, to: address, encode: () => artifact.abi.encodeFunctionData(verb, values), inModel };
}
