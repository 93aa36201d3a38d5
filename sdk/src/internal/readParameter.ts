import type { Client } from "../types/Client.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { type Parameter, parameterTypes } from "../types/Parameter.ts";
import { fromShortText } from "../types/shortText.ts";

/** Reads a parameter with its bounds. */
export async function readParameter(client: Client, key: Bytes32): Promise<Parameter> {
  const { constitution } = client.contracts;
  const [facts, bounds] = await Promise.all([constitution.parameter(key), constitution.bounds(key)]);
  return {
    key: fromShortText(key) ?? key,
    value: facts.value,
    version: facts.version,
    changedAt: facts.changedAt,
    bounds: {
      kind: parameterTypes[Number(bounds.kind) - 1] ?? "uint",
      min: bounds.min,
      max: bounds.max,
      maxStep: bounds.maxStep,
      coolDown: bounds.coolDown,
      unit: fromShortText(bounds.unit) ?? "",
    },
  };
}
