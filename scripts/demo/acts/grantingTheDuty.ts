import { hexlify, zeroPadValue } from "ethers";

import { addKey, FOREVER, getBatcher, getMember, openLog, parseAddress, parseBytes32, parseHex } from "#sdk";

import type { Act } from "../Act.ts";
import { clientOf } from "../stage/clientOf.ts";
import { confirm } from "../stage/confirm.ts";
import { decideInTime } from "../stage/decideInTime.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";

/** One member's machine is trusted with gathering the others' records, by vote and with a key of its own. */
export const grantingTheDuty: Act = {
  title: "One machine is given the duty to batch, by vote",
  promise:
    "Whoever gathers signed records of all members is decided by vote; the machine acts with a key that can do nothing else.",
  play: async (stage) => {
    const { cast, chain, client, narrator, batching } = stage;
    const member = cast.as("rival");
    const machine = await chain.createAccount();
    const key = parseAddress(machine.address);
    const added = await addKey(clientOf(stage, member.cold), {
      seat: member.seat,
      signer: parseHex(machine.address.toLowerCase()),
      scopes: ["duty"],
      expiresAt: FOREVER,
    });
    narrator.step(
      member.name,
      "sets up a machine and gives it a key for duties alone: it neither votes nor signs records.",
      added.receipt,
    );
    await expectRefusal(stage, {
      who: "The machine",
      attempted: "tries to open a log before anybody has asked it to batch.",
      error: "GovernedNotOnDuty",
      attempt: () =>
        openLog(clientOf(stage, machine), { salt: parseBytes32(zeroPadValue(hexlify("0x0fffffffffffff"), 32)) }),
    });
    const { duties } = await getMember(client, { seat: member.seat });
    await decideInTime(stage, {
      proposer: cast.as("proposer"),
      calls: [client.calls.memberRegistry.setDuties({ seat: member.seat, duties: [...duties, "batcher"] })],
      description: `${member.name} gathers the members' records`,
    });
    const { isOnDuty } = await getBatcher(client, { seat: member.seat, key });
    confirm(stage, isOnDuty === true, `${member.name}'s machine is on duty: what it promises counts from now on.`);
    batching.operator = { member, machine };
  },
};
