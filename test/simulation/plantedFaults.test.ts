import { expect } from "chai";
import type { PipelinePorts } from "../../batcher/src/pipeline.ts";
import type { NewGroup, Store } from "../../batcher/src/ports/Store.ts";
import { runSimulation, type SimulationOptions } from "../support/simulation/runSimulation.ts";
import type { Property } from "../support/simulation/Violations.ts";
import { properties } from "../support/simulation/Violations.ts";

interface Planted {
  readonly property: Property;
  /** What is wrong, in words. */
  readonly fault: string;
  readonly options: SimulationOptions;
}

const TRIES = 25;

/** A store that differs in some of what it does. */
function withStore(change: (store: Store) => Partial<Store>): SimulationOptions {
  return { spoil: (ports) => ({ ...ports, store: { ...ports.store, ...change(ports.store) } }) };
}

function withChain(change: (ports: PipelinePorts) => Partial<PipelinePorts["chain"]>): SimulationOptions {
  return { spoil: (ports) => ({ ...ports, chain: { ...ports.chain, ...change(ports) } }) };
}

const PLANTED: readonly Planted[] = [
  {
    property: "nothing-lost-after-acknowledgement",
    fault: "a store that answers before it has synced",
    options: withStore((store) => {
      let next = 0;
      return {
        append: async (group: NewGroup) => {
          store.append(group).catch(() => undefined);
          next += group.count;
          return { kind: "stored", firstSequence: next - group.count };
        },
      };
    }),
  },
  {
    property: "taken-once",
    fault: "a store that forgets its groups for the window at a start",
    options: withStore(() => ({ readGroupsBackwards: async function* () {} })),
  },
  {
    property: "sequences-without-gap",
    fault: "a store that leaves a number out",
    options: {
      spoilDisk: ({ memory }) => {
        const { append, contents } = memory;
        Object.assign(memory, {
          append: async (group: NewGroup) => {
            const appended = await append(group);
            const last = contents.groups.pop();
            if (appended.kind !== "stored" || last === undefined) return appended;
            const firstSequence = appended.firstSequence + (appended.firstSequence > 10 ? 1 : 0);
            contents.groups.push({ ...last, firstSequence });
            return { ...appended, firstSequence };
          },
        });
      },
    },
  },
  {
    property: "nonces-of-members-once",
    fault: "a shared store that takes nonces twice",
    options: { isShared: true, spoilDisk: (disk) => Object.assign(disk, { takeNonces: () => [] }) },
  },
  {
    property: "batches-in-order",
    fault: "a store that reads the records of a group backwards",
    options: {
      isShared: true,
      ...withStore((store) => ({
        readGroups: async function* (logId, sequence) {
          for await (const group of store.readGroups(logId, sequence)) {
            const words = Array.from({ length: group.count }, (_, at) => group.digests.subarray(at * 32, at * 32 + 32));
            yield { ...group, digests: Uint8Array.from(Buffer.concat(words.reverse())) };
          }
        },
      })),
    },
  },
  {
    property: "anchored-once",
    fault: "a node that tells of no transaction, and a contract that takes a batch again",
    options: {
      checksOrder: false,
      ...withChain(({ chain }) => ({
        readOutcome: async (hash) => {
          const outcome = await chain.readOutcome(hash);
          return outcome !== undefined && outcome.anchored.length > 0 ? undefined : outcome;
        },
        findAnchored: async () => undefined,
      })),
    },
  },
  {
    property: "kept-before-sent",
    fault: "a store that does not keep transactions",
    options: withStore(() => ({ keepTransaction: async () => undefined })),
  },
  {
    property: "chain-nonces-without-gap",
    fault: "a node that counts one transaction too many",
    options: withChain(({ chain }) => ({
      readNonce: async (account) => {
        const nonce = await chain.readNonce(account);
        return nonce > 3 ? nonce + 1 : nonce;
      },
    })),
  },
  {
    property: "one-meaning-per-chain-nonce",
    fault: "a store that forgets at a start what was sent",
    options: withStore(() => ({ readTransactions: async () => [] })),
  },
  {
    property: "promises-kept",
    fault: "a node that sends nothing for a minute",
    options: {
      isFair: true,
      spoil: (ports, { time }) => ({
        ...ports,
        chain: {
          ...ports.chain,
          send: async (raw) => {
            if (time.now < 3_000 || time.now > 65_000) await ports.chain.send(raw);
          },
        },
      }),
    },
  },
  {
    property: "final-at-last",
    fault: "a store that does not note what is final",
    options: withStore(() => ({ setFinal: async () => undefined })),
  },
  {
    property: "final-at-last",
    fault: "a store that opens no batch again that the members find too large",
    options: withStore(() => ({ reopenBatches: async () => undefined })),
  },
  {
    property: "final-stays-final",
    fault: "a batch that is called final as soon as it is closed",
    options: withStore((store) => ({
      closeBatch: async (batch, lease) => {
        await store.closeBatch(batch, lease);
        await store.setFinal(batch.logId, batch.number);
      },
    })),
  },
  {
    property: "receipts-verify",
    fault: "a key that signs something else",
    options: {
      verifiesAll: true,
      spoil: (ports) => ({
        ...ports,
        signer: { ...ports.signer, signDigest: (digest) => ports.signer.signDigest(digest.map((byte) => byte ^ 1)) },
      }),
    },
  },
  {
    property: "every-request-answered",
    fault: "a verifier that loses slots",
    options: {
      spoil: (ports, { random }) => ({
        ...ports,
        verifier: {
          ...ports.verifier,
          send: (slot) => {
            if (random.happens(0.9)) ports.verifier.send(slot);
          },
        },
      }),
    },
  },
  {
    property: "refused-for-a-reason",
    fault: "a verifier that finds every signature good",
    options: {
      spoil: (ports) => ({
        ...ports,
        verifier: {
          ...ports.verifier,
          listen: (onVerified, onFailed) =>
            ports.verifier.listen((slot) => {
              slot.verdicts.fill(1);
              onVerified(slot);
            }, onFailed),
        },
      }),
    },
  },
  {
    property: "memory-bounded",
    fault: "a queue without an end before a verifier that is slow",
    options: {
      settings: { maxWaitingRecords: 100_000 },
      spoil: (ports, { time }) => ({
        ...ports,
        verifier: { ...ports.verifier, send: (slot) => time.after(8_000, () => ports.verifier.send(slot)) },
      }),
    },
  },
  {
    property: "calls-executed-once",
    fault: "transactions that execute nothing",
    options: withChain(({ chain }) => ({ encodeExecute: () => chain.encodeExecute([]) })),
  },
];

describe("faults that are planted in a simulated world", () => {
  for (const { property, fault, options } of PLANTED) {
    it(`are noticed: ${property}, by ${fault}`, async () => {
      const found = new Set<Property>();
      for (let seed = 0; seed < TRIES && !found.has(property); seed += 1) {
        const outcome = await runSimulation(seed, options);
        for (const violation of outcome.violations) found.add(violation.property);
      }
      expect([...found]).to.include(property);
    }).timeout(60_000);
  }

  it("leave no property without one", () => {
    expect([...new Set(PLANTED.map(({ property }) => property))].sort()).to.deep.equal([...properties].sort());
  });

  it("are noticed where a run is not the same twice", async () => {
    const options: SimulationOptions = {
      spoil: (ports) => ({
        ...ports,
        random: { ...ports.random, bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
      }),
    };
    expect((await runSimulation(1, options)).hash).not.to.equal((await runSimulation(1, options)).hash);
  });
});
