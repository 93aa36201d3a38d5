import type { ListedCode } from "./listErrorCodes.ts";
import type { ListedError } from "./listErrors.ts";

const HEAD = `<!-- Written by npm run generate. Do not edit. -->

# Errors

Everything that the SDK and the command line refuse is one \`QuorateError\`. Its \`code\` is one of the first tables; \`summary\` says what
happened, \`remedy\` what to do, \`facts\` the values. What a contract refuses has the code \`REVERTED\` and is a \`RevertedError\`:
\`revert.name\` is one of the last table, also where it is the reason inside another error. Branch on the code and on the name, never on
text.

What is filled in stands in braces. Errors that come from a node or from a signer also say what was being done (\`doing\`) and the code
that the node, the wallet or the system gave (\`code\`). A transaction that was sent is always named: \`facts.transaction\`.
`;

const TITLES: Readonly<Record<string, string>> = {
  ballots: "Ballots and signatures",
  chain: "Speaking to a chain",
  commands: "The command line",
  deployment: "Deployments",
  founding: "Founding",
  journal: "The journal",
  keys: "Keys",
  proposals: "Proposals",
  records: "Confidential records",
  stores: "Stores of envelopes",
  values: "Values",
};

/** The page of all errors: what each means, what to do about it, and its facts. */
export function renderErrorReference(codes: readonly ListedCode[], errors: readonly ListedError[]): string {
  const sections = [...Map.groupBy(codes, ({ domain }) => domain)].map(
    ([domain, listed]) =>
      `## ${TITLES[domain] ?? domain}\n\n${table(
        "Code",
        listed.map(({ code, sentence, remedies, facts }) => [
          `\`${code}\``,
          escapeText(sentence),
          remedies.map(escapeText).join("<br>"),
          facts.map((fact) => `\`${fact}\``).join(", "),
        ]),
      )}`,
  );
  const contracts = `## What contracts refuse\n\nThe four bytes are those that revert data begins with.\n\n${table(
    "Error",
    errors.map(({ name, selector, sentence, remedy, inputs }) => [
      `\`${name}\` \`${selector}\``,
      escapeText(sentence),
      escapeText(remedy),
      inputs.map((input) => `\`${input.format("sighash")} ${input.name}\``).join(", "),
    ]),
  )}`;
  return `${[HEAD, ...sections, contracts].join("\n")}`;
}

function table(first: string, rows: readonly (readonly string[])[]): string {
  const lines = [[first, "Means", "What to do", "Facts"], ["---", "---", "---", "---"], ...rows];
  return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

/** What a table of Markdown would take for itself. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("|", "\\|").replaceAll("\n", " ");
}
