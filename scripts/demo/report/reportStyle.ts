/** How the report looks. Colours keep a contrast of 4.5 and more in both schemes; nothing is said by colour alone. */
export const reportStyle = `
:root { color-scheme: light dark; --page: #fbfaf7; --card: #ffffff; --ink: #1d2430; --soft: #566071; --line: #dcd9d0;
  --accent: #1f4f8f; --for: #1f7a4d; --against: #b3362b; --abstain: #8a6d1b; --open: #d9d6cd; --time: #6b3fa0; --mark: #1d2430; }
@media (prefers-color-scheme: dark) {
  :root { --page: #12161d; --card: #1a2029; --ink: #e7eaf0; --soft: #a3adbd; --line: #313a47;
    --accent: #8db8f2; --for: #58c08c; --against: #f08a7f; --abstain: #d9b95c; --open: #3a4351; --time: #c3a3ee; --mark: #ffffff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 0 0 .25rem; }
.lead, .promise, footer { color: var(--soft); }
.promise { margin: 0 0 1rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0; padding: 0; list-style: none; }
.figures strong { display: block; font-size: 1.6rem; line-height: 1.2; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th:nth-child(2), td:nth-child(2) { text-align: left; width: 45%; min-width: 13rem; }
thead th { color: var(--soft); font-weight: 600; }
tfoot td { font-weight: 600; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.5rem; margin: 1.75rem 0; }
.number { color: var(--accent); font-weight: 600; margin: 0; font-size: .9rem; letter-spacing: .02em; }
ol.timeline { list-style: none; margin: 0; padding: 0 0 0 1.4rem; border-left: 2px solid var(--line); }
ol.timeline > li { position: relative; margin: 0 0 1rem; }
ol.timeline > li::before { content: ""; position: absolute; left: calc(-1.4rem - 7px); top: .5em; width: 12px; height: 12px;
  border-radius: 50%; background: var(--card); border: 2px solid var(--soft); }
ol.timeline > li.step::before { background: var(--accent); border-color: var(--accent); }
ol.timeline > li.refusal::before { border-color: var(--against); background: var(--against); border-radius: 2px; }
ol.timeline > li.fact::before { border-color: var(--for); background: var(--for); }
ol.timeline > li.time::before { border-color: var(--time); border-radius: 0; transform: rotate(45deg); }
ol.timeline > li.tally::before, ol.timeline > li.list::before { width: 8px; height: 8px; left: calc(-1.4rem - 5px); }
li p { margin: 0; }
.gas { color: var(--soft); font-size: .85rem; font-variant-numeric: tabular-nums; }
.reason { border-left: 3px solid var(--against); padding: .15rem 0 .15rem .75rem; margin-top: .35rem; }
.badge { display: inline-block; font-size: .75rem; font-weight: 600; padding: 0 .45rem; border: 1px solid currentColor;
  border-radius: 1rem; margin-right: .25rem; }
.refusal .badge { color: var(--against); } .fact .badge { color: var(--for); } .time .badge { color: var(--time); }
code { font: .88em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
abbr { text-decoration: none; border-bottom: 1px dotted var(--soft); }
.list ul { margin: .25rem 0 0; padding-left: 1.2rem; }
figure.tally { margin: 0; }
figcaption { font-weight: 600; }
.state { font-weight: 400; font-size: .85rem; color: var(--soft); border: 1px solid var(--line); border-radius: .3rem; padding: 0 .4rem; }
.bar { position: relative; display: flex; height: 1.5rem; margin: .35rem 0; border-radius: .3rem; background: var(--open); }
.segment { height: 100%; } .segment:first-child { border-radius: .3rem 0 0 .3rem; }
.for { background: var(--for); }
.against { background: repeating-linear-gradient(45deg, var(--against) 0 6px, color-mix(in srgb, var(--against) 75%, var(--card)) 6px 12px); }
.abstain { background: repeating-linear-gradient(90deg, var(--abstain) 0 3px, color-mix(in srgb, var(--abstain) 65%, var(--card)) 3px 6px); }
.segment.open { background: none; } .swatch.open { background: var(--open); }
.needed { position: absolute; top: -.25rem; bottom: -.25rem; width: 3px; margin-left: -1.5px; background: var(--mark); }
.legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; list-style: none; margin: 0; padding: 0; font-size: .85rem; color: var(--soft); }
.swatch { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem; margin-right: .35rem; vertical-align: -.05rem; }
.swatch.mark { width: 3px; background: var(--mark); border-radius: 0; }
figure.chart { margin: 0; } .chart svg { width: 100%; height: auto; font-size: 12px; }
.chart path { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; } .chart text { fill: var(--soft); }
.rung { stroke: var(--line); } .pointer { stroke: var(--against); stroke-dasharray: 4 3; } .chart .pointed { fill: var(--against); }
footer { padding-bottom: 3rem; font-size: .9rem; }
@media print { section { break-inside: avoid-page; } body { background: none; } }
`;
