import { EventFragment } from "ethers";

import type { JsonObject } from "../checks/solidity/json.ts";
import { BANNER, quote } from "./renderAbi.ts";
import { factsReader, factsType } from "./renderFacts.ts";

/** The event catalogue: the facts of every event that a module emits, typed by module and name. */
export function renderEvents(abis: ReadonlyMap<string, readonly JsonObject[]>): string {
  const events = [...abis].flatMap(([module, abi]) =>
    abi
      .filter((item) => item.type === "event")
      .map((item) => {
        const fragment = EventFragment.from(item);
        return { key: quote(`${module}.${fragment.name}`), module, fragment };
      }),
  );
  return `${BANNER}import type { AbiValues } from "../types/AbiValues.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";

/** The facts of every event, by module and event. */
export interface EventFacts {
${events.map(({ key, fragment }) => `  readonly ${key}: ${factsType(fragment.inputs)};\n`).join("")}}

/** The name of an event, as in \`MemberRegistry.MemberAdmitted\`. */
export type EventName = keyof EventFacts;

/** Module and topic of every event. */
export const eventCatalogue = {
${events
  .map(
    ({ key, module, fragment }) =>
      `  ${key}: {\n    module: ${quote(module)},\n    fragment: ${quote(fragment.format("full"))},\n    topic: ${quote(fragment.topicHash)},\n  },\n`,
  )
  .join("")}} as const satisfies {
  readonly [Name in EventName]: { readonly module: string; readonly fragment: string; readonly topic: \`0x\${string}\` };
};

/** Reads an event's facts from its decoded values, by name. */
export const eventReaders: { readonly [Name in EventName]: (values: AbiValues) => EventFacts[Name] } = {
${events
  .map(
    ({ key, fragment }) =>
      `  ${key}: (${fragment.inputs.length === 0 ? "" : "values"}) => (${factsReader(fragment.inputs, "values")}),\n`,
  )
  .join("")}};
`;
}
