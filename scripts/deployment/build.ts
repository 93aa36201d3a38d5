// Builds the contracts where they changed, in a process of its own:
//
//   node scripts/deployment/build.ts
//
// Whoever starts it as the leader of a process group holds its stdin. Once nobody does, it ends with everything that it
// started: the compiler is a process too, busy for a minute, and nothing else would tell it to stop.

process.stdin.resume().once("close", endGroup);
const { default: hre } = await import("hardhat");
await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
process.stdin.off("close", endGroup).destroy();

function endGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // No leader of a group, or a system without groups: then it ends alone.
    process.exit(1);
  }
}
