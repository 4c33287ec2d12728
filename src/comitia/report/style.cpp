// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One accent colour means "elected"; everything else is ink on paper. All pairs of colours that carry words have a
// contrast of at least 4.5 to 1, those that carry shapes at least 3 to 1, in light and in dark.
#include "comitia/report/style_internal.h"

namespace comitia::report {

const std::string_view kColours = R"css(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --wash: #f4f6f8; --ink: #1a1e23; --quiet: #545d68; --line: #d9dee3;
  --accent: #0a5a86; --accent-wash: #e3f0f7; --plain: #7f8993;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --wash: #1d2227; --ink: #e9ecef; --quiet: #a5aeb8; --line: #353c44;
    --accent: #6fbbe6; --accent-wash: #17313f; --plain: #737d87;
  }
}
)css";

const std::string_view kChartStyle = R"css(
svg { display: block; font: 400 14px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow: visible; }
svg text { fill: var(--ink); unicode-bidi: plaintext; }
svg .value { text-anchor: end; font-variant-numeric: tabular-nums; }
svg .note, svg .quiet { fill: var(--quiet); font-size: 13px; }
svg .strong .label { font-weight: 600; }
svg .when-narrow { display: none; }
svg .track { fill: var(--wash); }
svg .bar { fill: var(--plain); }
svg .strong .bar { fill: var(--accent); }
svg .mark { stroke: var(--ink); stroke-width: 2; }
svg .paper { fill: var(--paper); }
svg .heading { font-size: 17px; font-weight: 600; }
svg .node { fill: var(--plain); }
svg .node.strong { fill: var(--accent); }
svg .node.inactive { fill: var(--line); }
svg .stay { fill: var(--plain); opacity: 0.22; }
svg .stay.strong { fill: var(--accent); opacity: 0.26; }
svg .stay.inactive { fill: var(--line); opacity: 0.5; }
svg .move { fill: var(--plain); opacity: 0.5; }
svg .move.strong { fill: var(--accent); opacity: 0.5; }
svg .move.inactive { fill: var(--line); opacity: 1; }
svg .over { paint-order: stroke; stroke: var(--paper); stroke-opacity: 0.55; stroke-width: 3px; stroke-linejoin: round; }
svg .majority { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
svg .end { text-anchor: end; }
svg .middle { text-anchor: middle; }
svg .bold { font-weight: 600; }
svg .edge { stroke: var(--plain); fill: none; }
svg .edge.strong { stroke: var(--accent); }
svg .tip { fill: var(--plain); }
svg .tip.strong { fill: var(--accent); }
svg .dot { fill: var(--paper); stroke: var(--plain); stroke-width: 2; }
svg .dot.strong { fill: var(--accent); stroke: var(--accent); }
svg .dot-text { text-anchor: middle; font-weight: 600; font-size: 13px; }
svg .dot-text.strong { fill: var(--paper); }
)css";

const std::string_view kPageStyle = R"css(
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 400 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.page { max-width: 64rem; margin: 0 auto; padding: 0 1rem 4rem; }
h1, h2, .members { font-family: ui-serif, "Iowan Old Style", Charter, "Noto Serif", Georgia, Cambria, serif; }
h1 { font-size: clamp(2rem, 1.2rem + 3.6vw, 3.25rem); line-height: 1.12; font-weight: 600; letter-spacing: -0.012em;
  margin: 0 0 1rem; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1.4rem; line-height: 1.25; font-weight: 600; margin: 0 0 0.6rem; }
h3 { font-size: 1.0625rem; line-height: 1.35; font-weight: 600; margin: 2.2rem 0 0.5rem; }
p { margin: 0 0 0.9rem; }
p, li, dd, figcaption, summary { max-width: 42rem; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
bdi { overflow-wrap: anywhere; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--paper); padding: 0.5rem 0.8rem; }
.skip:focus { top: 0.5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* Head */
header { padding: 3.5rem 0 0; }
.kicker { color: var(--quiet); margin: 0 0 0.8rem; }
.lede { font-size: 1.15rem; line-height: 1.55; color: var(--quiet); margin: 0 0 2rem; }
.facts { display: flex; flex-wrap: wrap; gap: 1.1rem 2.6rem; margin: 0 0 1.8rem; padding: 1.1rem 0; border-block: 1px solid var(--line); }
.facts dt { color: var(--quiet); font-size: 0.875rem; line-height: 1.4; }
.facts dd { margin: 0.1rem 0 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.contents ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.35rem 1.4rem; margin: 0; padding: 0; font-size: 0.95rem; }
.notice { border-left: 3px solid var(--accent); background: var(--wash); padding: 0.8rem 1rem; margin: 0 0 1.4rem; }
.notice p:last-child { margin: 0; }

/* Sections: a heading with a word of guidance beside the matter itself */
section { margin-top: 3.4rem; padding-top: 1.6rem; border-top: 1px solid var(--line); }
.guide p { margin: 0 0 0.6rem; color: var(--quiet); font-size: 0.925rem; line-height: 1.5; }
@media (min-width: 58rem) {
  section { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 3.5rem; }
}
section > div > :first-child, section > div > h3:first-child { margin-top: 0; }

/* Members */
.members { list-style: none; margin: 0 0 1.6rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.6rem; font-size: 1.3rem; line-height: 1.5; }
.members li { display: flex; gap: 0.5rem; align-items: baseline; }
.members.in-lines { display: block; font-size: 1.15rem; }
.members.in-lines .seat { min-width: 1.3rem; }
.members .seat { font: 400 0.85rem/1 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--quiet); font-variant-numeric: tabular-nums; }

/* Figures and tables */
figure { margin: 0 0 2rem; }
p + figure, ul + .marks, .notice + figure { margin-top: 1.7rem; }
figcaption { font-weight: 600; margin: 0 0 0.9rem; line-height: 1.45; }
figcaption .quiet { display: block; font-weight: 400; }
.quiet { color: var(--quiet); }
@media screen and (max-width: 40rem) {
  svg .when-narrow { display: inline; }
  svg .when-wide { display: none; }
}
svg.wide { min-width: 34rem; }
svg.graph { max-width: 27rem; height: auto; }
.scroll { overflow-x: auto; max-width: 100%; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; line-height: 1.45; font-variant-numeric: tabular-nums; margin: 0.4rem 0 1rem; }
caption { text-align: left; color: var(--quiet); font-size: 0.875rem; padding: 0 0 0.4rem; }
th, td { padding: 0.42rem 0.9rem 0.42rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: 0.875rem; vertical-align: bottom; }
.number { text-align: right; }
tbody th { min-width: 8rem; }
th bdi, td bdi { overflow-wrap: break-word; }
tr.strong th, tr.strong td { font-weight: 600; }
tr:target, li:target, .axiom:target { background: var(--accent-wash); }
tr.note td { color: var(--quiet); border-bottom: 0; }
.marks th:not(:first-child), .marks td { text-align: center; }
.marks .yes { color: var(--accent); font-size: 1.15em; line-height: 1; }
.pairs th:not(:first-child), .pairs td { text-align: right; }
.win { background: var(--accent-wash); font-weight: 600; }
.self { color: var(--quiet); text-align: center; }
.pairs td { padding-right: 0.6rem; padding-left: 0.6rem; }
.pairs td:last-child { padding-right: 0.6rem; }

/* Parts that open */
details { margin: 0 0 0.6rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; padding: 0.15rem 0; line-height: 1.5; }
details > :not(summary) { margin-top: 0.5rem; }
figure > details summary, .step details summary, .axiom details summary { font-size: 0.95rem; }
details.question { border-bottom: 1px solid var(--line); padding: 0.45rem 0; margin: 0; }
details.question summary { color: var(--ink); font-weight: 600; }
details.question p:first-of-type { margin-top: 0.5rem; }

/* Certificate */
.axiom { padding: 0 0 1.4rem; margin: 0 0 1.4rem; border-bottom: 1px solid var(--line); }
.axiom:last-child { border-bottom: 0; margin-bottom: 0; padding-bottom: 0; }
.axiom h3 { margin: 0 0 0.4rem; display: flex; flex-wrap: wrap; gap: 0.1rem 0.8rem; align-items: baseline; }
.status { color: var(--accent); font-weight: 600; white-space: nowrap; }
.status.broken, .status.unknown { color: var(--ink); }
.source { color: var(--quiet); font-size: 0.9rem; line-height: 1.45; margin: 0 0 0.5rem; }

/* Steps */
.steps { list-style: none; margin: 0; padding: 0; }
.step { display: grid; grid-template-columns: 2.2rem minmax(0, 1fr); padding: 0 0 0.9rem; max-width: none; }
.step > .n { color: var(--quiet); font-variant-numeric: tabular-nums; }
.step p { margin: 0 0 0.35rem; }
.step figure { max-width: 34rem; margin: 0.6rem 0 1.2rem; }
.step figcaption { font-size: 0.95rem; }
.tie { border-left: 3px solid var(--line); padding-left: 0.8rem; color: var(--quiet); }

/* Code */
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875rem; }
code { overflow-wrap: anywhere; }
pre { background: var(--wash); padding: 0.8rem 1rem; margin: 0 0 1rem; overflow-x: auto; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
.record { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: 0.3rem 1.4rem; margin: 0 0 1.6rem; font-size: 0.95rem; }
.record dt { color: var(--quiet); }
.record dd { margin: 0; }
@media (max-width: 30rem) {
  .record { display: block; }
  .record dd { margin: 0 0 0.6rem; }
  .facts { gap: 0.9rem 1.8rem; }
  header { padding-top: 2rem; }
  section { margin-top: 2.6rem; }
  .step { grid-template-columns: 1.7rem minmax(0, 1fr); }
}
footer { margin-top: 3.4rem; padding-top: 1.2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.9rem; }

@page { margin: 18mm 16mm; }
@media print {
  body { font-size: 10.5pt; line-height: 1.45; }
  .page { max-width: none; padding: 0; }
  header { padding-top: 0; }
  h1 { font-size: 24pt; }
  .contents, .skip { display: none; }
  section { display: block; margin-top: 1.6rem; padding-top: 1rem; }
  /* What announces something stays with it: headings, captions and the first rows of a table. Only a long table may be
     broken, and a step or an axiom between its parts, lest half of the pages stay white. */
  h2, h3, figcaption, caption, summary, thead { break-after: avoid; }
  tbody tr:nth-child(-n+2) { break-before: avoid; }
  figure svg, .step p, .source, tr, table:not(:has(tbody tr:nth-child(16))) { break-inside: avoid; }
  .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; color: var(--quiet); }
  summary::-webkit-details-marker { display: none; }
  a { color: inherit; text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

}  // namespace comitia::report
