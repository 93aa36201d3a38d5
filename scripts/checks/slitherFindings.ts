import { isObject, listIn, objectIn, parseJsonObject, textInOrNone } from "./solidity/json.ts";
import { codeIn, readTables } from "./tables.ts";

/** Something that Slither found in our contracts. */
export interface Finding {
  readonly detector: string;
  readonly impact: string;
  /** `Contract.function(types)`, or the name of what else it is about. */
  readonly where: string;
  readonly description: string;
}

/** A finding that people have answered; `where` is `*` for all findings of the detector. */
export interface Answer {
  readonly detector: string;
  readonly where: string;
  readonly line: number;
}

/** The findings of high and medium impact in our own contracts. */
export function parseFindings(report: string): readonly Finding[] {
  const results = objectIn(parseJsonObject(report, "Slither's report"), "results");
  return listIn(results, "detectors")
    .filter(isObject)
    .flatMap((found) => {
      const impact = textInOrNone(found, "impact") ?? "";
      const element = listIn(found, "elements").find(isObject);
      const file =
        element === undefined ? "" : (textInOrNone(objectIn(element, "source_mapping"), "filename_relative") ?? "");
      if ((impact !== "High" && impact !== "Medium") || element === undefined || !file.startsWith("contracts/"))
        return [];
      const description = (textInOrNone(found, "description") ?? "").trim();
      return [{ impact, description, detector: textInOrNone(found, "check") ?? "", where: placeOf(element) }];
    });
}

function placeOf(element: Readonly<Record<string, unknown>>): string {
  const specific = objectIn(element, "type_specific_fields");
  const name = textInOrNone(specific, "signature") ?? textInOrNone(element, "name") ?? "";
  const parent = specific.parent;
  if (!isObject(parent) || textInOrNone(parent, "type") === undefined) return name;
  if (textInOrNone(element, "type") === "function") return `${textInOrNone(parent, "name") ?? ""}.${name}`;
  // A variable or a line: what counts is the function around it.
  return textInOrNone(parent, "type") === "function"
    ? placeOf(parent)
    : `${textInOrNone(parent, "name") ?? ""}.${name}`;
}

/** The rows of the tables with the columns Detector, Where and Answer; an empty answer answers nothing. */
export function readAnswers(markdown: string): readonly Answer[] {
  return readTables(markdown, ["detector", "where", "answer"]).flatMap(({ line, cells }) => {
    if ((cells.get("answer") ?? "") === "") return [];
    const [detector = ""] = codeIn(cells.get("detector") ?? "");
    return codeIn(cells.get("where") ?? "").map((where) => ({ detector, where, line }));
  });
}

/** Findings without an answer, and answers without a finding. */
export function judgeFindings(findings: readonly Finding[], answers: readonly Answer[]): readonly string[] {
  const fits = (finding: Finding, answer: Answer): boolean =>
    finding.detector === answer.detector && (answer.where === "*" || answer.where === finding.where);
  return [
    ...findings
      .filter((finding) => !answers.some((answer) => fits(finding, answer)))
      .map(({ detector, impact, where, description }) => `${impact} ${detector} \`${where}\`: ${description}`),
    ...answers
      .filter((answer) => !findings.some((finding) => fits(finding, answer)))
      .map(
        ({ detector, where, line }) =>
          `docs/slither.md:${line} answers ${detector} \`${where}\`, which is not found any more`,
      ),
  ];
}
