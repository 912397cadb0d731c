/**
 * The looks of every page: no fonts or images from elsewhere, light and dark, from 320 px up. All text has a contrast of
 * 4.5 or more (WCAG 2.2 AA), everything that can be used is 44 px high on the employees' pages.
 */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #f3f6f5; --card: #ffffff; --ink: #12211f; --soft: #4a5c59; --line: #d5dedc;
  --accent: #0b6b66; --accent-ink: #ffffff; --accent-soft: #e2f1ef; --ring: #0b6b66;
  --band: #fff4d6; --band-ink: #5a3f00; --warn: #9a3412; --field: #ffffff; --edge: #6f807d;
  --radius: 14px; --shadow: 0 1px 2px rgb(18 33 31 / .06), 0 12px 32px -12px rgb(18 33 31 / .18);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1514; --card: #15201f; --ink: #e7efed; --soft: #a4b5b2; --line: #2a3937;
    --accent: #62d0c6; --accent-ink: #06201e; --accent-soft: #17332f; --ring: #8be4dc;
    --band: #3a2e0c; --band-ink: #ffe2a0; --warn: #ffb08a; --field: #0f1918; --edge: #7f918e;
    --shadow: 0 1px 2px rgb(0 0 0 / .5);
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -.012em; text-wrap: balance; margin: 0 0 .5rem; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2.2vw, 2.05rem); font-weight: 680; }
h2 { font-size: 1.1rem; font-weight: 640; }
p { margin: 0 0 1rem; text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: from-font; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 3px; border-radius: 6px; }
.skip { position: absolute; left: -200vw; }
.skip:focus { left: 1rem; top: 1rem; z-index: 2; background: var(--card); padding: .6rem 1rem; border-radius: 8px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.drop { fill: var(--accent); flex: none; }
.brand { display: inline-flex; align-items: center; gap: .5rem; font-weight: 640; }
.lead { font-size: 1.0625rem; }
.note { color: var(--soft); font-size: .9375rem; }
.eyebrow { color: var(--soft); font-size: .9375rem; margin: 0 0 .35rem; }

button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: .6rem 1.15rem;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer;
  color: var(--accent); background: var(--accent-soft); border: 1px solid transparent; border-radius: 10px;
}
button:hover, .button:hover { border-color: var(--accent); }
button.primary { background: var(--accent); color: var(--accent-ink); }
button.quiet { background: transparent; border-color: var(--edge); color: var(--ink); }
select, input[type=search] {
  font: inherit; color: inherit; background: var(--field); border: 1px solid var(--edge); border-radius: 10px;
  min-height: 44px; padding: .5rem .75rem; max-width: 100%;
}
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .5rem; font-weight: 600; }
legend h2 { margin-bottom: .15rem; }
legend .note { font-weight: 400; }
.field { display: block; font-weight: 600; margin-bottom: .35rem; }

.reader body { display: flex; flex-direction: column; align-items: center; padding: clamp(1rem, 4vw, 3rem) clamp(.75rem, 4vw, 2rem); }
.reader .masthead, .reader main { width: 100%; max-width: 36rem; }
.reader .masthead { padding: 0 .25rem 1rem; }
.reader .band { border-radius: 10px; margin-bottom: 1rem; }
.reader .card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); padding: clamp(1.15rem, 5vw, 2.25rem); }
.reader select { display: block; width: 100%; margin-bottom: .5rem; }
.reader .aside { border-top: 1px solid var(--line); margin-top: 1.75rem; padding-top: 1.35rem; }
.reader .more { margin: 1.75rem 0 0; }
.reader .saved { background: var(--accent-soft); border-radius: 10px; padding: .6rem .9rem; font-weight: 600; }
.command { margin: 0 0 1.25rem; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: 10px; background: var(--ground); white-space: pre-wrap; font: .9375rem/1.5 ui-monospace, "Cascadia Mono", Menlo, monospace; }
.choice { border-top: 1px solid var(--line); padding: 1.35rem 0 .35rem; margin-top: 1rem; }
.choices { list-style: none; margin: 0; padding: 0; }
.choices a { display: block; padding: .7rem 0; }
.choices li + li { border-top: 1px solid var(--line); }
.preferences fieldset { margin: 0; }
.preferences .choice { padding-bottom: .6rem; scroll-margin-top: 1rem; }
.preferences .pills { margin-bottom: -.5rem; }
.preferences .note { max-width: 34rem; }
.options { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13.5rem), 1fr)); gap: .55rem; }
.options label { display: flex; gap: .7rem; align-items: center; min-height: 52px; padding: .55rem .9rem; line-height: 1.35; border: 1px solid var(--line); border-radius: 10px; cursor: pointer; }
.options label:hover { border-color: var(--accent); }
.options label:has(input:checked) { background: var(--accent-soft); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); font-weight: 600; }
.options input { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); flex: none; margin: 0; }
.act { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; border-top: 1px solid var(--line); margin-top: 1rem; padding-top: 1.35rem; }
.act .primary { flex: 1 0 100%; margin-bottom: .75rem; }
.act .note { flex: 1 1 12rem; margin: 0; }
.preferences .ticks + .note { margin: .35rem 0 0; }
.wrong { color: var(--warn); }
p.wrong { border: 1px solid var(--warn); border-radius: 10px; padding: .6rem .9rem; font-weight: 600; }
strong.wrong { display: block; margin-top: .35rem; }
.ticks label { display: flex; gap: .7rem; align-items: center; min-height: 44px; }
.ticks input { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); flex: none; margin: 0; }
.pills label { display: inline-flex; margin: 0 .4rem .5rem 0; position: relative; }
.pills input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; margin: 0; cursor: pointer; }
.pills span:not(.note) { padding: .55rem 1rem; min-height: 44px; border: 1px solid var(--edge); border-radius: 999px; }
.pills input:checked + span { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600; }
.pills input:focus-visible + span { outline: 3px solid var(--ring); outline-offset: 3px; }

.band { margin: 0; background: var(--band); color: var(--band-ink); text-align: center; padding: .4rem 1rem; font-size: .9375rem; font-weight: 600; }
.desk .masthead { background: var(--card); border-bottom: 1px solid var(--line); }
.desk .masthead > div { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; align-items: center; max-width: 76rem; margin: auto; padding: .85rem clamp(.9rem, 3vw, 2rem); }
.desk nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.desk nav a { color: var(--soft); text-decoration: none; font-weight: 560; padding: .2rem 0; border-bottom: 2px solid transparent; }
.desk nav a[aria-current] { color: var(--ink); border-color: var(--accent); }
.visitor { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; margin-left: auto; color: var(--soft); font-size: .9375rem; }
.visitor button { min-height: 36px; padding: .3rem .85rem; }
.desk main { max-width: 76rem; margin: auto; padding: clamp(1.25rem, 3vw, 2.25rem) clamp(.9rem, 3vw, 2rem) 4rem; }
.desk h1 { font-size: clamp(1.4rem, 1.1rem + 1.4vw, 1.85rem); }
.desk h2 { margin-top: 2.25rem; }
.panel + .note, .panel + p { margin-top: .9rem; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)); gap: .9rem; margin: 1.25rem 0; padding: 0; list-style: none; }
.tiles li { padding: 1rem 1.15rem; }
.tiles b { display: block; font-size: 1.75rem; font-weight: 660; letter-spacing: -.02em; line-height: 1.25; font-variant-numeric: tabular-nums; }
/* As high as a figure on one line, and whole on a phone. */
.tiles .words { padding: .3rem 0; font-size: 1.125rem; letter-spacing: 0; line-height: 1.4; }
.tiles span { color: var(--soft); font-size: .9375rem; }
.campaigns { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1.1rem; padding: 0; margin: 1.25rem 0; list-style: none; }
.campaigns > li { padding: 1.25rem 1.35rem; display: flex; flex-direction: column; gap: .35rem; position: relative; }
.campaigns h2 { margin: 0; }
.campaigns h2 a { color: inherit; text-decoration: none; }
.campaigns h2 a::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
.campaigns > li:hover { border-color: var(--accent); }
.campaigns p { margin: 0; color: var(--soft); }
.campaigns .waits { color: var(--warn); font-weight: 600; }
.attention { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--band); color: var(--band-ink); border-radius: var(--radius); }
.attention p { margin: 0; }
.attention .word { white-space: nowrap; }
.attention .command { margin: .75rem 0 0; background: var(--card); color: var(--ink); }
.state { display: inline-flex; gap: .45rem; align-items: center; color: var(--soft); font-size: .9375rem; font-weight: 560; }
.state::before { content: ""; width: .6rem; height: .6rem; border-radius: 50%; background: var(--edge); }
.state.running::before { background: var(--accent); }
.state.paused::before { background: var(--warn); }
.bar { display: block; width: 100%; height: 12px; margin: .4rem 0; }
.bar .track { fill: var(--line); }
.bar .value { fill: var(--accent); }
.bar .goal { fill: var(--ink); }
.funnel { list-style: none; padding: 1.15rem 1.35rem; margin: 1rem 0; display: grid; gap: .8rem; }
.funnel li { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 1rem; }
.funnel .bar { grid-column: 1 / -1; }
.funnel b { font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .6rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tr:last-child > * { border-bottom: 0; }
tbody + tbody tr:first-child > * { border-top: 1px solid var(--line); }
tr.heading th { padding-top: 1rem; color: var(--soft); font-size: .9375rem; }
thead th { font-size: .875rem; font-weight: 600; color: var(--soft); white-space: nowrap; vertical-align: bottom; }
td.number, th.number { text-align: right; white-space: nowrap; }
tbody th { font-weight: 600; overflow-wrap: normal; min-width: 9rem; }
time { white-space: nowrap; }
td { overflow-wrap: break-word; }
.facts ul { margin: 0; padding: 0; list-style: none; }
td ul { margin: 0; padding: 0; list-style: none; color: var(--soft); font-size: .9375rem; min-width: 8.5rem; }
.hidden-figure { color: var(--soft); font-size: .875rem; }
.search { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: 1rem 0; }
.search div { flex: 1 1 16rem; }
.search input { width: 100%; }
.mails { list-style: none; margin: 0; padding: 0; }
.mails li { border-bottom: 1px solid var(--line); }
.mails li:last-child { border-bottom: 0; }
.mails a { display: grid; grid-template-columns: minmax(0, 20rem) minmax(0, 1fr) auto; gap: .1rem 1.25rem; padding: .8rem 1.15rem; color: inherit; text-decoration: none; }
.mails a:hover { background: var(--accent-soft); }
.mails .who, .mails .about, .mails time { color: var(--soft); font-size: .9375rem; }
.mails .subject { font-weight: 600; }
.mails .who { grid-row: span 2; }
.mails .about { grid-column: 2; }
.mails time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .2rem 1.1rem; margin: 1rem 0; }
.facts.panel { padding: 1.1rem 1.35rem; gap: .45rem 1.5rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.switches { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; margin: 1.25rem 0 .9rem; }
.switches ul { display: inline-flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 3px; gap: 2px; background: var(--line); border-radius: 11px; }
.switches a { display: block; padding: .35rem .9rem; border-radius: 8px; color: var(--ink); text-decoration: none; font-weight: 560; }
.switches a[aria-current] { background: var(--card); box-shadow: 0 1px 2px rgb(0 0 0 / .2); }
.viewer { padding: 1rem; overflow-x: auto; }
.viewer.dark { background: #101415; }
.viewer iframe { display: block; width: 100%; height: min(78vh, 60rem); border: 0; border-radius: 8px; margin: auto; background: #fff; }
.viewer.dark iframe { background: #101415; }
.viewer.phone iframe { width: 375px; height: 720px; border-radius: 26px; outline: 9px solid var(--line); margin: 1rem auto; }
.viewer pre { white-space: pre-wrap; margin: 0; font: .9375rem/1.55 ui-monospace, "Cascadia Mono", Menlo, monospace; }
.empty { padding: 2.5rem 1.5rem; text-align: center; color: var(--soft); }
@media (max-width: 44rem) {
  .mails a { grid-template-columns: minmax(0, 1fr) auto; }
  .mails .who { grid-row: auto; }
  .mails .subject, .mails .about { grid-column: 1 / -1; }
  table[role=table], [role=table] :is(tbody, tr, th, td) { display: block; }
  [role=table] thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  [role=table] tr { padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
  [role=table] tr.heading { padding-bottom: 0; border: 0; }
  [role=table] tbody:last-child tr:last-child { border: 0; }
  [role=table] tbody :is(th, td) { padding: .15rem 0; border: 0; text-align: left; white-space: normal; }
  [role=table] td[data-column] { position: relative; padding-left: 40%; min-height: 1.75rem; }
  [role=table] td[data-column]::before { content: attr(data-column); position: absolute; left: 0; width: 38%; color: var(--soft); font-size: .9375rem; }
  [role=table] td.nothing { display: none; }
  .facts { grid-template-columns: minmax(0, 1fr); }
  .facts dd { margin-bottom: .5rem; }
}
@media (prefers-reduced-motion: no-preference) { button, .button, .mails a { transition: background-color .15s, border-color .15s; } }
@media print { .band, .masthead nav, .visitor, .switches, .search { display: none; } }
@media (forced-colors: active) { .pills input:checked + span { outline: 3px solid; } }
`.trim();
