import type { Client } from "#sdk";
import { connectReader } from "../clients/connect.ts";
import type { Outcome } from "../terminal/Command.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import type { JointSubject } from "./ConsentFile.ts";
import { describeSubject } from "./describeSubject.ts";
import { writeConsentFile } from "./writeConsentFile.ts";

/** Writes what several members decide together into a file that they sign one after the other. */
export async function collect(
  place: Workplace,
  file: string,
  build: (client: Client) => Promise<JointSubject>,
): Promise<Outcome> {
  const client = await connectReader(place);
  const subject = await build(client);
  await writeConsentFile(file, { chainId: client.chainId, seat: null, subject, consents: [] }, client.names);
  return {
    json: { ...subject, file },
    lines: [
      `${file}: ${describeSubject(subject, client.names)}`,
      `Each member that consents signs it (quorate consent sign ${file}); anybody sends it (quorate consent submit ${file}).`,
    ],
  };
}
