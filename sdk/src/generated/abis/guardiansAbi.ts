// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.
/** The ABI of Guardians. */
export const guardiansAbi = [
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"actOn","outputs":[{"components":[{"name":"guardian","type":"uint16"},{"name":"at","type":"uint40"},{"name":"lapsesAt","type":"uint40"},{"name":"ratifiedUntil","type":"uint40"}],"name":"act","type":"tuple"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"constitution","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"lift","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"overrule","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"name":"key","type":"bytes32"},{"name":"until","type":"uint40"}],"name":"ratify","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"stateRoot","outputs":[{"name":"root","type":"bytes32"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"key","type":"bytes32"},{"name":"reason","type":"bytes32"}],"name":"suspendKey","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"key","type":"bytes32"},{"indexed":true,"name":"guardian","type":"uint16"},{"indexed":false,"name":"lapsesAt","type":"uint40"},{"indexed":false,"name":"reason","type":"bytes32"}],"name":"KeySuspensionActed","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"key","type":"bytes32"}],"name":"KeySuspensionLifted","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"key","type":"bytes32"},{"indexed":false,"name":"until","type":"uint40"}],"name":"KeySuspensionRatified","type":"event"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"GovernedNotFounder","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"GovernedNotGovernor","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"duty","type":"uint8"}],"name":"GovernedNotOnDuty","type":"error"},
  {"inputs":[{"name":"guardian","type":"uint16"},{"name":"key","type":"bytes32"}],"name":"GuardiansActPending","type":"error"},
  {"inputs":[{"name":"until","type":"uint256"}],"name":"GuardiansBadDate","type":"error"},
  {"inputs":[{"name":"key","type":"bytes32"},{"name":"until","type":"uint48"}],"name":"GuardiansCoolingDown","type":"error"},
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"GuardiansNothingToDo","type":"error"},
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"GuardiansOwnKey","type":"error"},
  {"inputs":[{"name":"key","type":"bytes32"},{"name":"until","type":"uint48"}],"name":"GuardiansSuspendedByVote","type":"error"},
  {"inputs":[{"name":"key","type":"bytes32"}],"name":"GuardiansUnknownKey","type":"error"},
] as const;
