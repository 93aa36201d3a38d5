import type { MessageFields } from "../../../sdk/src/crypto/schemas/messageFormat.ts";
import { readXmlMessage } from "../../../sdk/src/crypto/schemas/xmlMessage.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";

/** What differs between payments that are otherwise alike. */
export interface Payment {
  readonly amount: string;
  readonly currency: string;
  readonly date: string;
  readonly remittance?: string;
}

/** A payment initiation of ISO 20022 of the length that banks send, with one transfer for each payment. */
export function paymentMessage(payments: readonly Payment[]): MessageFields {
  const transfers = payments.map(
    ({ amount, currency, date, remittance = "Invoice 4711" }, index) => `
    <PmtInf><PmtInfId>BATCH-${index}</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt>${date}</ReqdExctnDt>
      <Dbtr><Nm>Muster AG</Nm><PstlAdr><Ctry>CH</Ctry><AdrLine>Bahnhofstrasse 1, 8001 Zürich</AdrLine></PstlAdr></Dbtr>
      <DbtrAcct><Id><IBAN>CH9300762011623852957</IBAN></Id></DbtrAcct>
      <CdtTrfTxInf><PmtId><EndToEndId>E2E-${index}</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="${currency}">${amount}</InstdAmt></Amt>
        <Cdtr><Nm>Beispiel GmbH</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct>
        <RmtInf><Ustrd>${remittance}</Ustrd></RmtInf></CdtTrfTxInf></PmtInf>`,
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn><GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2026-11-22T19:26:57Z</CreDtTm>
  <NbOfTxs>${payments.length}</NbOfTxs><InitgPty><Nm>Muster AG</Nm></InitgPty></GrpHdr>${transfers.join("")}
</CstmrCdtTrfInitn></Document>
`;
  return readXmlMessage(new TextEncoder().encode(text));
}
