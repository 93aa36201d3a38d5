import { expect } from "chai";
import { Interface } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { RevertedError } from "../errors/RevertedError.ts";
import { parseAddress } from "../types/parseAddress.ts";
import type { SendingClient } from "./SendingClient.ts";
import { eventNamed, send } from "./send.ts";
import { sleep } from "./sleep.ts";

const HASH = `0x${"ab".repeat(32)}`;
const NOWHERE = parseAddress(`0x${"11".repeat(20)}`);
const modules = {
  constitution: NOWHERE,
  memberRegistry: NOWHERE,
  governor: NOWHERE,
  guardians: NOWHERE,
  accession: NOWHERE,
  groupDirectory: NOWHERE,
  keyDirectory: NOWHERE,
  confidentialRegistry: NOWHERE,
  batchAnchor: NOWHERE,
  batchExecutor: NOWHERE,
};
const forever = new AbortController().signal;

interface Behaviour {
  /** How long the node needs for nonce, gas and fee. */
  readonly fillingMs?: number;
  /** How long the signer needs; Infinity for one that never answers. */
  readonly signingMs?: number;
  readonly signingFault?: unknown;
  readonly receiptFault?: unknown;
  /** How the transaction was mined; without it, it never is. */
  readonly mined?: { readonly status: number; readonly replayFault?: unknown };
}

/** A client whose transactions are never mined, and what it sent. */
function createClient(behaviour: Behaviour = {}): { readonly client: SendingClient; readonly sent: readonly string[] } {
  const { fillingMs = 0, signingMs = 0, signingFault, receiptFault, mined } = behaviour;
  const sent: string[] = [];
  const client: SendingClient = {
    modules,
    signal: null,
    timeoutMs: 5_000,
    pollingIntervalMs: 5,
    signer: {
      estimateGas: async () => 21_000n,
      populateTransaction: async (request) => {
        await sleep(fillingMs, forever);
        return { ...request, nonce: 7 };
      },
      sendTransaction: async () => {
        sent.push(HASH);
        if (signingFault !== undefined) throw signingFault;
        if (!Number.isFinite(signingMs)) return await new Promise(() => undefined);
        await sleep(signingMs, forever);
        return { hash: HASH };
      },
    },
    provider: {
      getTransactionReceipt: async () => {
        if (receiptFault !== undefined) throw receiptFault;
        if (mined === undefined) return null;
        return {
          status: mined.status,
          hash: HASH,
          from: NOWHERE,
          blockNumber: 7,
          blockHash: HASH,
          gasUsed: 30_000n,
          logs: [],
        };
      },
      call: async () => {
        if (mined?.replayFault !== undefined) throw mined.replayFault;
        return "0x";
      },
    },
  };
  return { client, sent };
}

async function errorOf(work: Promise<unknown>): Promise<QuorateError> {
  const error: unknown = await work.then(
    () => "sent",
    (thrown: unknown) => thrown,
  );
  if (error instanceof QuorateError) return error;
  throw new Error(`no error of ours: ${String(error)}`);
}

describe("send", () => {
  // REQ-SDK-02
  it("sends nothing once its time is over while it builds", async () => {
    const { client, sent } = createClient();
    const error = await errorOf(
      send(client, { timeoutMs: 10 }, "voting", async () => {
        await sleep(60, forever);
        return {};
      }),
    );
    expect([error.code, error.facts.sent, error.facts.transaction]).to.deep.equal(["TIMED_OUT", "no", undefined]);
    expect(error.summary).to.contain("Nothing was sent.");
    await sleep(120, forever);
    expect(sent).to.deep.equal([]);
  });

  it("sends nothing once its time is over while the node is asked for gas, nonce and fee", async () => {
    const { client, sent } = createClient({ fillingMs: 60 });
    const error = await errorOf(send(client, { timeoutMs: 10 }, "voting", async () => ({})));
    expect([error.code, error.facts.sent]).to.deep.equal(["TIMED_OUT", "no"]);
    await sleep(120, forever);
    expect(sent).to.deep.equal([]);
  });

  it("leaves nonce and fee to a wallet and asks for the gas only", async () => {
    const { client } = createClient();
    const { signer } = client;
    if (signer === null) throw new Error("there is a signer");
    const requests: unknown[] = [];
    const wallet = {
      ...signer,
      sendUncheckedTransaction: async () => HASH,
      sendTransaction: async (request: unknown) => {
        requests.push(request);
        return { hash: HASH };
      },
    };
    await errorOf(send({ ...client, signer: wallet }, { timeoutMs: 30 }, "voting", async () => ({ value: 1n })));
    expect(requests).to.deep.equal([{ value: 1n, gasLimit: 21_000n }]);
  });

  it("sends nothing once it was aborted while it builds", async () => {
    const { client, sent } = createClient();
    const controller = new AbortController();
    const work = send(client, { signal: controller.signal }, "voting", async () => {
      await sleep(30, forever);
      return {};
    });
    controller.abort();
    const error = await errorOf(work);
    expect([error.code, error.facts.sent]).to.deep.equal(["ABORTED", "no"]);
    await sleep(80, forever);
    expect(sent).to.deep.equal([]);
  });

  // REQ-SDK-02
  it("names the transaction when its time is over after sending", async () => {
    const { client } = createClient();
    const error = await errorOf(send(client, { timeoutMs: 60 }, "voting", async () => ({})));
    expect([error.code, error.facts.sent, error.facts.transaction]).to.deep.equal(["TIMED_OUT", "yes", HASH]);
    expect(error.message).to.contain(HASH).and.to.contain("before sending anything again");
  });

  it("names the transaction when it was aborted after sending", async () => {
    const { client } = createClient();
    const controller = new AbortController();
    const work = send(client, { signal: controller.signal }, "voting", async () => ({}));
    setTimeout(() => controller.abort("enough"), 40);
    const error = await errorOf(work);
    expect([error.code, error.facts.transaction, error.cause]).to.deep.equal(["ABORTED", HASH, "enough"]);
  });

  it("says that it cannot know when the signer was asked and has not answered", async () => {
    const { client, sent } = createClient({ signingMs: Number.POSITIVE_INFINITY });
    const error = await errorOf(send(client, { timeoutMs: 20 }, "voting", async () => ({})));
    expect([error.code, error.facts.sent]).to.deep.equal(["TIMED_OUT", "unknown"]);
    expect(sent).to.have.length(1);
  });

  it("names the transaction when the node fails after sending", async () => {
    const { client } = createClient({ receiptFault: Object.assign(new Error("gone"), { code: "ECONNREFUSED" }) });
    const error = await errorOf(send(client, {}, "voting", async () => ({})));
    expect([error.code, error.facts.transaction]).to.deep.equal(["CHAIN_UNREACHABLE", HASH]);
  });

  it("gives what was mined", async () => {
    const { client } = createClient({ mined: { status: 1 } });
    const { receipt, events } = await send(client, {}, "voting", async () => ({}));
    expect(receipt).to.deep.equal({ transactionHash: HASH, blockNumber: 7n, blockHash: HASH, gasUsed: 30_000n });
    expect(events).to.deep.equal([]);
    expect(() => eventNamed({ receipt, events }, "Governor.ProposalCreated"))
      .to.throw(QuorateError)
      .that.deep.include({
        code: "EVENT_MISSING",
        facts: { event: "Governor.ProposalCreated", transaction: HASH },
      });
  });

  it("says why a transaction failed that was mined, with its hash", async () => {
    const data = new Interface(["error MemberUnknown(uint16 seat)"]).encodeErrorResult("MemberUnknown", [7]);
    const { client } = createClient({ mined: { status: 0, replayFault: { code: 3, data } } });
    const error = await errorOf(send(client, {}, "voting", async () => ({})));
    expect(error).to.be.instanceOf(RevertedError);
    expect(error.facts).to.deep.equal({ error: "MemberUnknown", seat: 7n, transaction: HASH });
  });

  it("says so where a mined transaction failed and would not fail now", async () => {
    const { client } = createClient({ mined: { status: 0 } });
    const error = await errorOf(send(client, {}, "voting", async () => ({})));
    expect([error.code, error.facts]).to.deep.equal(["TRANSACTION_FAILED", { transaction: HASH, gasUsed: 30_000n }]);
  });

  it("names no transaction when the signer declined, and needs a signer", async () => {
    const { client } = createClient({ signingFault: { code: 4001, message: "declined" } });
    const declined = await errorOf(send(client, {}, "voting", async () => ({})));
    expect([declined.code, declined.facts.transaction]).to.deep.equal(["SIGNER_REFUSED", undefined]);
    const mute = await errorOf(send({ ...client, signer: null }, {}, "voting", async () => ({})));
    expect(mute.code).to.equal("SIGNER_MISSING");
  });
});
