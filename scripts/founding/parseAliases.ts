import type { AliasEntry, Aliases } from "./Aliases.ts";
import { isLei } from "./isLei.ts";
import type { JsonReader } from "./JsonReader.ts";
import { parseJsonFile } from "./parseJsonFile.ts";

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * Reads an alias file: `{ "organisations": { "<name>": { "spellings": [...], "because": "...", "lei": "...", "domain": "..." } } }`.
 * `lei` and `domain` may be left out; `spellings` may be empty when the entry only says that the name stands for itself.
 *
 * @param text the file
 * @param parameters `file` is how errors name it
 * @throws QuorateError ALIASES_REFUSED, whose `faults` carry `facts.path`, a summary and a remedy each
 */
export function parseAliases(text: string, { file = "The alias file" }: { readonly file?: string } = {}): Aliases {
  return parseJsonFile(text, { file, refusal: "ALIASES_REFUSED", read: readAliases });
}

function readAliases(root: JsonReader): Aliases {
  root.checkFields(["$comment", "organisations"]);
  const owners = new Map<string, string>();
  return root
    .field("organisations")
    .entries()
    .map(([name, place]) => readEntry(name, place, owners));
}

function readEntry(name: string, place: JsonReader, owners: Map<string, string>): AliasEntry {
  place.checkFields(["spellings", "because", "lei", "domain"]);
  claim(name, name, place, owners);
  const spellings = place
    .field("spellings")
    .items()
    .map((item) => {
      const spelling = item.text();
      if (spelling !== name) claim(spelling, name, item, owners);
      return spelling;
    });
  return {
    name,
    spellings: spellings.filter((spelling) => spelling !== name),
    because: place.field("because").text(),
    lei: place.has("lei") ? readLei(place.field("lei")) : null,
    domain: place.has("domain") ? readDomain(place.field("domain")) : null,
  };
}

function claim(spelling: string, name: string, place: JsonReader, owners: Map<string, string>): void {
  const owner = owners.get(spelling);
  if (owner === undefined) {
    owners.set(spelling, name);
    return;
  }
  const rival = owner === name ? "this organisation lists it already" : `${JSON.stringify(owner)} claims it too`;
  place.refuse({
    code: "ALIAS_SPELLING_CLAIMED_TWICE",
    summary: `${JSON.stringify(spelling)} stands here and ${rival}`,
    remedy: "Keep it in one place: a spelling belongs to one organisation.",
    facts: { spelling, organisations: [owner, name] },
  });
}

function readLei(place: JsonReader): string {
  const lei = place.text();
  if (lei !== "" && !isLei(lei)) {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(lei)} is not a Legal Entity Identifier`,
      remedy: "Copy its 20 letters and digits again from the LEI register; the last two are check digits.",
      facts: { found: lei },
    });
  }
  return lei;
}

function readDomain(place: JsonReader): string {
  const domain = place.text();
  if (domain !== "" && !DOMAIN.test(domain)) {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(domain)} is not an internet domain`,
      remedy: "Write it in lower case without protocol and path, as in example.org.",
      facts: { found: domain },
    });
  }
  return domain;
}
