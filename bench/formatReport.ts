import type { GovernanceReport } from "./GovernanceReport.ts";
import type { Verdict } from "./judgeFigures.ts";

const GAS = new Intl.NumberFormat("en-US");

/** A report for people. */
export function formatReport(report: GovernanceReport): string {
  const rows = report.cases.map(({ members, needed, ours, ozGovernor, safe, ratios }) => [
    `${members} (${needed})`,
    formatGas(ours?.oneTx),
    formatGas(safe.oneTx),
    formatGas(safe.ownerExecutes),
    formatRatio(ratios?.oneTxToSafe),
    formatGas(ours?.steps),
    formatGas(ozGovernor.steps),
    formatGas(ozGovernor.lean),
    formatGas(ozGovernor.timelock),
    formatRatio(ratios?.stepsToOzGovernor),
  ]);
  const head = [
    "members",
    "ours, one tx",
    "Safe",
    "Safe, owner sends",
    "ratio",
    "ours, steps",
    "OZ Governor",
    "OZ lean",
    "OZ timelock",
    "ratio",
  ];
  const sizes = Object.entries(report.sizes).map(([contract, bytes]) => [contract, GAS.format(bytes)]);
  const { solc, evmVersion, viaIR, optimizerRuns, hardfork, openZeppelin, safe } = report.build;
  return [
    "Gas of one decision, second use, intrinsic cost of every transaction included",
    "",
    formatTable([head, ...rows]),
    ...(sizes.length > 0 ? ["", formatTable([["contract", "bytes"], ...sizes])] : []),
    "",
    `solc ${solc} for ${evmVersion}${viaIR ? ", via IR" : ""}, ${GAS.format(optimizerRuns)} runs; chain at ${hardfork}; ` +
      `OpenZeppelin ${openZeppelin}; Safe ${safe}`,
    "",
  ].join("\n");
}

/** What became of each promise, for people. */
export function formatVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ promise, limit, found, kept }) => [
    promise,
    found === null ? "not measured" : String(found),
    `at most ${limit}`,
    kept ? "kept" : "MISSED",
  ]);
  return `${formatTable(rows)}\n`;
}

function formatGas(gas: number | undefined): string {
  return gas === undefined ? "-" : GAS.format(gas);
}

function formatRatio(ratio: number | undefined): string {
  return ratio === undefined ? "-" : ratio.toFixed(3);
}

function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const formatCell = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(formatCell).join("  ").trimEnd()).join("\n");
}
