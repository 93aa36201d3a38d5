import { collectBytes, inspectEnvelope } from "#sdk/records";

import { formatInteger } from "../narration/formatInteger.ts";
import { formatMoment } from "../narration/formatMoment.ts";
import { confirm } from "../stage/confirm.ts";
import type { Stage } from "../stage/Stage.ts";
import type { SentRecord } from "./Exchange.ts";
import { findInBytes } from "./findInBytes.ts";
import type { Party } from "./Party.ts";

/** What somebody learns who has the envelope, such as the operator of a store, and no key. */
export async function tellKeepers(stage: Stage, holder: Party, { recordId, message }: SentRecord): Promise<void> {
  const envelope = await collectBytes(holder.store.get(recordId));
  const { head, ciphertextBytes } = await inspectEnvelope(envelope);
  const { header, slots } = head;
  stage.narrator.list(
    `Whoever has the envelope, of ${formatInteger(envelope.length)} bytes, and no key, sees besides:`,
    [
      `${slots.length} slots of ${slots[0]?.length ?? 0} bytes, with no name on them; which ones nobody can open is not to be seen`,
      `${formatInteger(ciphertextBytes)} bytes of ciphertext, padded: other messages of about this length have as many`,
      `a schema id (${header.schemaId}), by which it can guess the kind of message; suite ${header.suite}; sealed at ${formatMoment(Number(header.created))} by the sender's clock`,
    ],
  );
  const found = findInBytes(message.fields, [envelope]);
  confirm(stage, found.length === 0, `None of the message's values stands in it.`);
}
