import { expect } from "chai";
import { Interface, makeError } from "ethers";

import { parseHex } from "../types/parseHex.ts";
import { QuorateError } from "./QuorateError.ts";
import { RevertedError } from "./RevertedError.ts";
import { findRevertData, toQuorateError } from "./toQuorateError.ts";

const thrown = new Interface(["error MemberUnknown(uint16 seat)"]).encodeErrorResult("MemberUnknown", [7]);
const raw = `0x02${"f8".repeat(200)}`;

describe("toQuorateError", () => {
  it("passes an error of ours on as it is", () => {
    const ours = new QuorateError({ code: "ABORTED", summary: "a", remedy: "b" });
    expect(toQuorateError(ours, "voting")).to.equal(ours);
  });

  it("finds revert data where ethers, a wallet and Hardhat put it", () => {
    const ethers = makeError("execution reverted", "CALL_EXCEPTION", {
      action: "call",
      data: thrown,
      reason: null,
      transaction: { to: null, data: "0x1234" },
      invocation: null,
      revert: null,
    });
    const wallet = {
      code: -32603,
      message: "Internal JSON-RPC error.",
      data: { code: 3, message: "reverted", data: thrown },
    };
    const coalesced = makeError("could not coalesce error", "UNKNOWN_ERROR", {
      error: { code: 3, message: "reverted", data: thrown },
    });
    const hardhat = Object.assign(new Error("VM Exception"), {
      code: 3,
      data: { message: "VM Exception", data: thrown },
    });
    for (const error of [ethers, wallet, coalesced, hardhat, new Error("outer", { cause: hardhat })]) {
      const found = toQuorateError(error, "voting");
      expect(found).to.be.instanceOf(RevertedError);
      expect(found instanceof RevertedError && found.findRevert("MemberUnknown")?.facts.seat).to.equal(7n);
    }
  });

  it("does not take a transaction's own data for a reason", () => {
    const refused = makeError("nonce too low", "NONCE_EXPIRED", { transaction: { to: null, data: thrown } });
    expect(findRevertData(refused)).to.equal(undefined);
    expect(toQuorateError(refused, "voting").code).to.equal("NONCE_TAKEN");
  });

  it("takes a call that failed without data for a revert without a reason", () => {
    const bare = makeError("missing revert data", "CALL_EXCEPTION", {
      action: "estimateGas",
      data: null,
      reason: null,
      transaction: { to: null, data: "0x" },
      invocation: null,
      revert: null,
    });
    expect(findRevertData(bare)).to.equal(parseHex("0x"));
  });

  it("leaves the raw transaction behind", () => {
    const leaking = makeError("could not coalesce error", "UNKNOWN_ERROR", {
      error: { code: -32000, message: "refused" },
      payload: { method: "eth_sendRawTransaction", params: [raw] },
    });
    const error = toQuorateError(leaking, "voting");
    const everything: unknown[] = [];
    error.walk((each) => everything.push(each) < 0);
    const text = everything
      .map((each) => `${String(each)} ${JSON.stringify(each)} ${each instanceof Error ? each.stack : ""}`)
      .join(" ");
    expect(text).not.to.contain(raw.slice(0, 100));
    expect(text).not.to.contain("payload");
    expect(error.code).to.equal("CHAIN_REFUSED");
  });

  it("knows a person who declined by the codes of ethers and of wallets", () => {
    expect(toQuorateError({ code: 4001, message: "User rejected" }, "signing").code).to.equal("SIGNER_REFUSED");
    expect(toQuorateError({ code: "ACTION_REJECTED" }, "signing").code).to.equal("SIGNER_REFUSED");
    expect(toQuorateError({ code: "INSUFFICIENT_FUNDS" }, "sending").code).to.equal("FUNDS_MISSING");
    for (const code of ["ECONNREFUSED", "ENOTFOUND", "UND_ERR_SOCKET", "NETWORK_ERROR"]) {
      expect(toQuorateError(Object.assign(new Error("no"), { code }), "sending").code).to.equal("CHAIN_UNREACHABLE");
    }
    expect(toQuorateError("something", "sending").code).to.equal("CHAIN_REFUSED");
  });
});
