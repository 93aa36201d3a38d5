import type { BatcherCode, BatcherFacts } from "../../errors.ts";
import type { NewGroup, StoreOwner } from "../../ports/Store.ts";
import type { SqliteFile } from "./SqliteFile.ts";
import type { SqliteSettings } from "./SqliteSettings.ts";

/** What the thread is started with. */
export interface ThreadStart {
  readonly settings: SqliteSettings;
  readonly owner: StoreOwner;
}

/** Operations that are asked by name. Groups come one by one and are written together. */
export type Operation = Exclude<keyof SqliteFile, "append" | "checkpoint">;

/** A question to the thread. */
export type Request =
  | { readonly id: number; readonly group: NewGroup }
  | { readonly id: number; readonly operation: Operation; readonly parameters: readonly unknown[] };

/** A fault, in a form that passes between threads. */
export interface SentFault {
  readonly code: BatcherCode | undefined;
  readonly summary: string;
  readonly remedy: string;
  readonly facts: BatcherFacts;
}

/** The answer to a question. */
export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: SentFault };
