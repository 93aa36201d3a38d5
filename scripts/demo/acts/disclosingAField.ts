import { toUtf8Bytes } from "ethers";

import { type Bytes32, type Disclosure, getRegistration, parseHex, toQuorateError, verifyDisclosure } from "#sdk";
import { disclose, encodeField } from "#sdk/records";

import type { Act } from "../Act.ts";
import { openAs } from "../exchange/openAs.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import type { Stage } from "../stage/Stage.ts";

const AUDITOR = "An auditor";
const FORGER = "A forger";

/** One field is shown to somebody who has no key, and the contract checks it. */
export const disclosingAField: Act = {
  title: "The amount is disclosed, and the contract verifies it",
  promise:
    "A party opens one field to an auditor and nothing else; the registry says whether the record commits to that value, and to no other.",
  play: async (stage) => {
    const { cast, client, exchange, narrator } = stage;
    const { recordId, message } = exchange.sent("first");
    const party = exchange.party(cast.as("proposer").seat);
    const { path, value } = message.amount;
    const disclosure = disclose(await openAs(stage, party, { recordId }), [path]);
    narrator.step(
      party.member.name,
      `hands ${AUDITOR.toLowerCase()} one field of ${message.file}, with its proof: ${path}.`,
    );
    const [shown] = await verifyDisclosure({ ...client, signer: null }, { recordId, disclosure });
    narrator.step(AUDITOR, "asks the contract, through a node of its own and without any key.");
    confirm(
      stage,
      shown?.path === path && shown.value === value,
      `The contract finds it in the record: ${path} is ${value}.`,
    );
    narrator.list("What the auditor learns:", [
      `that field: ${value}, number ${disclosure.openings[0]?.index ?? 0} of the record's`,
      `of the other ${message.fields.length - 1} fields nothing but that all fit below a power of two: ${disclosure.proof.length} salted hashes`,
    ]);
    const forged = `9${value}`;
    await expectRefusal(stage, {
      who: FORGER,
      attempted: `shows the same proof with another amount, ${forged}, and asks the contract.`,
      error: "DisclosureMismatch",
      attempt: () => askContract(stage, recordId, alter(disclosure, path, forged)),
    });
    await tellOutsiders(stage, {
      hidden: "that anything was disclosed: the contract was asked by a call, which leaves no trace",
    });
  },
};

function alter(disclosure: Disclosure, path: string, value: string): Disclosure {
  const encoded = parseHex(`0x${Buffer.from(encodeField({ path, type: "decimal", value }).value).toString("hex")}`);
  return { ...disclosure, openings: disclosure.openings.map((opening) => ({ ...opening, value: encoded })) };
}

/** Asks the contract itself; the verb of the SDK would have refused before. */
async function askContract({ client }: Stage, recordId: Bytes32, disclosure: Disclosure): Promise<void> {
  const { context, contentRoot, bodyHash } = await getRegistration(client, { recordId });
  const { openings, proof, flags } = disclosure;
  try {
    await client.contracts.confidentialRegistry.verifyDisclosure(
      recordId,
      { senderNonce: context.senderNonce, contentRoot, bodyHash },
      openings.map((opening) => ({ ...opening, path: toUtf8Bytes(opening.path) })),
      [...proof],
      [...flags],
    );
  } catch (error) {
    throw toQuorateError(error, "verifying a disclosure");
  }
}
