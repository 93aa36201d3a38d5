// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.
/** The ABI of Accession. */
export const accessionAbi = [
  {"inputs":[{"name":"seat","type":"uint16"},{"components":[{"name":"rulesVersion","type":"uint24"},{"name":"rulesRoot","type":"bytes32"},{"name":"parametersVersion","type":"uint24"},{"name":"parametersRoot","type":"bytes32"},{"name":"membershipVersion","type":"uint24"},{"name":"membershipRoot","type":"bytes32"}],"name":"state","type":"tuple"},{"name":"deadline","type":"uint48"},{"name":"signer","type":"bytes"},{"name":"signature","type":"bytes"}],"name":"accept","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"constitution","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"currentState","outputs":[{"components":[{"name":"rulesVersion","type":"uint24"},{"name":"rulesRoot","type":"bytes32"},{"name":"parametersVersion","type":"uint24"},{"name":"parametersRoot","type":"bytes32"},{"name":"membershipVersion","type":"uint24"},{"name":"membershipRoot","type":"bytes32"}],"name":"state","type":"tuple"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"stateRoot","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"pure","type":"function"},
  {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"name":"seat","type":"uint16"},{"indexed":false,"name":"signer","type":"bytes"},{"components":[{"name":"rulesVersion","type":"uint24"},{"name":"rulesRoot","type":"bytes32"},{"name":"parametersVersion","type":"uint24"},{"name":"parametersRoot","type":"bytes32"},{"name":"membershipVersion","type":"uint24"},{"name":"membershipRoot","type":"bytes32"}],"indexed":false,"name":"state","type":"tuple"},{"indexed":false,"name":"journalHead","type":"bytes32"}],"name":"StateAccepted","type":"event"},
  {"inputs":[{"name":"signer","type":"bytes"}],"name":"AccessionBadSignature","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint48"}],"name":"AccessionExpired","type":"error"},
  {"inputs":[{"name":"seat","type":"uint16"},{"name":"signer","type":"bytes"}],"name":"AccessionNotAllowed","type":"error"},
  {"inputs":[{"name":"seat","type":"uint16"}],"name":"AccessionNotApplicant","type":"error"},
  {"inputs":[],"name":"AccessionNotSealed","type":"error"},
  {"inputs":[{"name":"what","type":"bytes32"},{"name":"version","type":"uint256"},{"name":"expected","type":"bytes32"},{"name":"given","type":"bytes32"}],"name":"AccessionStateMismatch","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"GovernedNotFounder","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"GovernedNotGovernor","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"duty","type":"uint8"}],"name":"GovernedNotOnDuty","type":"error"},
  {"inputs":[],"name":"InvalidShortString","type":"error"},
  {"inputs":[{"name":"needed","type":"uint256"}],"name":"SignatureCheckOutOfGas","type":"error"},
  {"inputs":[{"name":"str","type":"string"}],"name":"StringTooLong","type":"error"},
] as const;
