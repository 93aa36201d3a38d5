import { EventFragment, Interface, type Log } from "ethers";

import { type EventFacts, type EventName, eventCatalogue, eventReaders } from "../generated/events.ts";
import { AbiValues } from "../types/AbiValues.ts";
import type { ModuleName } from "../types/Modules.ts";

/** An event of a module, with its facts. Narrow on `name` to know them. */
export type ModuleEvent<Name extends EventName = EventName> = {
  readonly [Each in Name]: { readonly name: Each; readonly facts: EventFacts[Each]; readonly log: Log };
}[Name];

const namesByTopic: ReadonlyMap<string, EventName> = new Map(
  listEventNames().map((name) => [keyOf(eventCatalogue[name].module, eventCatalogue[name].topic), name]),
);

/** Decodes a log that a module emitted; undefined where it is none of its events. */
export function decodeEvent(module: ModuleName, log: Log): ModuleEvent | undefined {
  const name = namesByTopic.get(keyOf(module, log.topics[0] ?? ""));
  return name === undefined ? undefined : read(name, log);
}

/** The names of all events. */
function listEventNames(): readonly EventName[] {
  return Object.keys(eventCatalogue).filter((name): name is EventName => name in eventCatalogue);
}

function read<Name extends EventName>(name: Name, log: Log): ModuleEvent<Name> {
  const fragment = EventFragment.from(eventCatalogue[name].fragment);
  const values = new Interface([fragment]).decodeEventLog(fragment, log.data, log.topics);
  return { name, facts: eventReaders[name](new AbiValues(values)), log };
}

function keyOf(module: string, topic: string): string {
  return `${module} ${topic}`;
}
