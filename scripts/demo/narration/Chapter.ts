import type { Entry } from "./Entry.ts";

/** What happened in one act. */
export interface Chapter {
  /** 0 is what happens before the first act. */
  readonly number: number;
  readonly title: string;
  /** What the act shows, in one sentence. */
  readonly promise: string;
  readonly entries: readonly Entry[];
  readonly tookMs: number;
}
