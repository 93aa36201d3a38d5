import type { Client } from "#sdk";
import type { FoundingPlan } from "../../founding/FoundingPlan.ts";
import type { Verifiers } from "../../founding/toSignerBytes.ts";
import type { Batching } from "../batching/Batching.ts";
import type { Cast } from "../cast/Cast.ts";
import type { Chain } from "../chain/Chain.ts";
import type { Exchange } from "../exchange/Exchange.ts";
import type { Narrator } from "../narration/Narrator.ts";

/** What every act finds: the chain, the consortium on it, who plays, and who tells. */
export interface Stage {
  /** Folder of the checkout. */
  readonly root: string;
  /** Folder that the files of this run are written to. */
  readonly folder: string;
  readonly chain: Chain;
  /** Speaks for the secretariat: it pays for what anybody may send, and holds no power. */
  readonly client: Client;
  readonly cast: Cast;
  /** What the founding wrote. */
  readonly plan: FoundingPlan;
  readonly narrator: Narrator;
  /** Where the contracts stand that check keys which are no accounts. */
  readonly verifiers: Verifiers;
  /** What the sentences call organisations: by seat, and by commitment before they have one. */
  readonly register: {
    readonly seats: Record<string, string>;
    readonly commitments: Record<string, string>;
  };
  /** What the acts about records share. */
  readonly exchange: Exchange;
  /** What the acts about batches share. */
  readonly batching: Batching;
  /** Ends the run when it aborts. */
  readonly signal: AbortSignal;
}

/** What sends for everybody. */
export const SECRETARIAT = "The secretariat";
