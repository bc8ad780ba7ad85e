/** The style sheet: light and dark, narrow and printed. Tones are colors and, everywhere, words or signs too. */
export const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1d2329;--dim:#57606a;--line:#d0d7de;--soft:#f6f8fa;--bad:#b3261e;--warning:#8a5a00;--good:#1a7f37;--plain:#0b5cad;--muted:#6e7781;--band:#eaeef2}
@media (prefers-color-scheme:dark){:root{--bg:#0f1419;--fg:#e6e9ec;--dim:#9aa4ae;--line:#30363d;--soft:#171d24;--bad:#ff8a80;--warning:#f0b429;--good:#56d364;--plain:#6cb6ff;--muted:#8b949e;--band:#222b35}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:62rem;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1.15rem;line-height:1.35;margin:0 0 .25rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.35rem 0}ul{margin:.25rem 0;padding-left:1.3rem}
.meta,.place,figcaption,.note{color:var(--dim);font-size:.875rem}
article{border:1px solid var(--line);border-left:.35rem solid var(--muted);border-radius:.4rem;padding:.8rem 1rem;margin:1rem 0}
article.critical{border-left-color:var(--bad)}article.warning{border-left-color:var(--warning)}article.info{border-left-color:var(--plain)}
.consequence{margin-left:1.5rem}
.tiles{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:.8rem 0}.tile{border:1px solid var(--line);border-radius:.4rem;padding:.3rem .8rem;background:var(--soft)}.tile b{font-size:1.25rem}
.tile.critical b{color:var(--bad)}.tile.warning b,.tile.not-checked b{color:var(--warning)}.tile.info b{color:var(--plain)}.tile.none{color:var(--dim)}
.now{border:1px solid var(--line);border-radius:.4rem;padding:.6rem 1rem;background:var(--soft)}.now ol{margin:.25rem 0;padding-left:1.4rem}
nav{margin:1rem 0}a{color:var(--plain)}.notes>summary{margin:1rem 0 .25rem}
.severity{font-weight:700;letter-spacing:.03em}
.critical .severity,.bad{color:var(--bad)}.warning .severity,.warning-tone{color:var(--warning)}.info .severity,.plain-tone{color:var(--plain)}
.good{color:var(--good)}.muted{color:var(--muted)}
.stop{border:1px solid var(--warning);border-radius:.4rem;padding:.5rem .8rem;color:var(--warning);font-weight:600}
pre,code{font-family:ui-monospace,SFMono-Regular,Consolas,monospace;font-size:.875rem}
pre{background:var(--soft);border:1px solid var(--line);border-radius:.3rem;padding:.6rem .8rem;margin:.3rem 0;overflow-x:auto}
pre.quote{white-space:pre-wrap}
details{margin:.4rem 0}summary{cursor:pointer;font-weight:600}
figure{margin:1.5rem 0;overflow-x:auto}figcaption{margin-top:.3rem}
.title{font-weight:600;margin-bottom:.3rem}
table{border-collapse:collapse;font-size:.9rem}th,td{border-bottom:1px solid var(--line);padding:.25rem .8rem .25rem 0;text-align:left;vertical-align:top;overflow-wrap:break-word}th{white-space:nowrap}td{max-width:34rem}
.right{text-align:right;font-variant-numeric:tabular-nums}
svg{display:block;max-width:100%;height:auto;min-width:34rem;font:12px system-ui,sans-serif}
svg text{fill:var(--fg)}svg .dim{fill:var(--dim)}svg .axis{stroke:var(--line)}svg .strip{fill:var(--soft);stroke:var(--line)}svg .band{fill:var(--band)}
svg .bad{fill:var(--bad)}svg .warning-tone{fill:var(--warning)}svg .good{fill:var(--good)}svg .plain-tone{fill:var(--plain)}svg .muted{fill:var(--muted)}
svg .curve{fill:none;stroke:var(--plain);stroke-width:2}svg text.sign{fill:var(--bg);font-weight:700}
svg.map{min-width:0;margin:.3rem 0 .8rem}svg.narrow{display:none}svg .name{font-weight:600}
svg .box{fill:var(--bg);stroke:var(--line)}svg .box-bad{stroke:var(--bad);stroke-width:2.5}svg .box-warning{stroke:var(--warning);stroke-width:1.5}svg .box-muted{stroke-dasharray:4 3}
svg .call{fill:none;stroke:var(--muted);stroke-width:1.3}svg .broken{stroke:var(--bad);stroke-dasharray:5 3}svg .head{fill:var(--muted);stroke:none}svg .broken.head{fill:var(--bad)}svg .open{fill:none;stroke:var(--muted);stroke-dasharray:2 2}
.tree,.tree ul{list-style:none;padding-left:1.1rem}.tree{padding-left:0}.tree ul{border-left:1px solid var(--line)}
@media (max-width:40rem){th,td{padding-right:.5rem}td{max-width:12rem}svg.wide{display:none}svg.narrow{display:block}body{padding:1rem .7rem}.consequence{margin-left:.5rem}}
@media print{:root{--bg:#fff;--fg:#000;--dim:#444;--soft:#fff;--line:#999;--bad:#900;--warning:#640;--good:#040;--plain:#036;--muted:#555;--band:#eee}body{max-width:none;padding:0}article,figure{break-inside:avoid}pre{white-space:pre-wrap}details::details-content{content-visibility:visible;block-size:auto}}
`;
