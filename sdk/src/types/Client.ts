import type { BaseContract, Provider, Signer } from "ethers";

import type { Calls } from "../generated/calls.ts";
import type { Accession } from "../generated/typechain/Accession.ts";
import type { BatchAnchor } from "../generated/typechain/BatchAnchor.ts";
import type { BatchExecutor } from "../generated/typechain/BatchExecutor.ts";
import type { ConfidentialRegistry } from "../generated/typechain/ConfidentialRegistry.ts";
import type { Constitution } from "../generated/typechain/Constitution.ts";
import type { Governor } from "../generated/typechain/Governor.ts";
import type { GroupDirectory } from "../generated/typechain/GroupDirectory.ts";
import type { Guardians } from "../generated/typechain/Guardians.ts";
import type { KeyDirectory } from "../generated/typechain/KeyDirectory.ts";
import type { MemberRegistry } from "../generated/typechain/MemberRegistry.ts";
import type { Modules } from "./Modules.ts";
import type { Names } from "./Names.ts";

/** A contract of ethers with the functions and events that TypeChain's binding types. */
export type Bound<Binding> = BaseContract & Omit<Binding, keyof BaseContract>;

/** The modules as TypeChain's typed contracts of ethers, for what no verb covers. They are connected for reading. */
export interface Contracts {
  readonly constitution: Bound<Constitution>;
  readonly memberRegistry: Bound<MemberRegistry>;
  readonly governor: Bound<Governor>;
  readonly guardians: Bound<Guardians>;
  readonly accession: Bound<Accession>;
  readonly groupDirectory: Bound<GroupDirectory>;
  readonly keyDirectory: Bound<KeyDirectory>;
  readonly confidentialRegistry: Bound<ConfidentialRegistry>;
  readonly batchAnchor: Bound<BatchAnchor>;
  readonly batchExecutor: Bound<BatchExecutor>;
}

/** A consortium as a program speaks to it. Made by {@link createClient}; it holds no connection that has to be closed. */
export interface Client {
  readonly chainId: bigint;
  /** Where the modules were when the client was made; after a module was replaced by vote, make a new client. */
  readonly modules: Modules;
  readonly names: Names;
  /** Builders of calls for proposals. */
  readonly calls: Calls;
  readonly contracts: Contracts;
  readonly provider: Provider;
  /** Who sends and signs; null for a client that only reads. */
  readonly signer: Signer | null;
  /** Ends every wait of this client when it aborts. */
  readonly signal: AbortSignal | null;
  /** How long a verb waits at most unless its caller says otherwise. */
  readonly timeoutMs: number;
  /** How often the chain is asked while something is awaited. */
  readonly pollingIntervalMs: number;
}
