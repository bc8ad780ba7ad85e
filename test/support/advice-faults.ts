import type { Report } from '../../src/core/report.ts';

/** Values that a text was made from by mistake. */
const leftOver = /\bundefined\b|\bNaN\b|\[object |\bInfinity\b|\bnull\b|\{\{|\$\{|\$[1-9]\b(?![.,\d])/;
const address = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;
/** Addresses and ranges that advice may name of itself: loopback, any, link-local metadata, and none. */
const general = /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|169\.254\.\d+\.\d+|255\.255\.255\.255|1\.1\.1\.1|8\.8\.8\.8)$/;
const ontoItself = /\b(?:cp|mv|install|ln)\s(?:-\S+ )*('?\S+'?) \1(?=$|[\s;&|.,)])/;
/** Behind a host, and not the minutes of a time. */
const port = /(?<=(?:[A-Za-z\])]|\.\d{1,3}):)\d{2,5}(?![\d.:\w-])/g;

/** What is wrong with what a report says beside its quotes; `input` is all that it was made from. */
export function adviceFaults({ findings, verdict }: Report, input: string, ownPorts: RegExp): readonly string[] {
  const ofVerdict = strangeIn(verdict.title, input, ownPorts);
  const ofFindings = findings.flatMap(({ code, title, why, rulesOut, next, evidence }) => {
    const said = [title, why ?? '', ...rulesOut, ...next].flatMap((text) => strangeIn(text, input, ownPorts));
    const quotes = evidence.map(({ text }) => text).filter((text) => text.length > 40);
    return [...said, ...next.flatMap((step) => badStep(step, quotes))].map((fault) => `${code}: ${fault}`);
  });
  return [...ofVerdict, ...ofFindings];
}

/** Words that nothing was put in for; addresses and ports that the input does not have. */
function strangeIn(text: string, input: string, ownPorts: RegExp): readonly string[] {
  const word = leftOver.exec(text)?.[0];
  const addresses = (text.match(address) ?? []).filter((one) => !general.test(one));
  const ports = (text.match(port) ?? []).filter((one) => !ownPorts.test(one));
  return [...(word === undefined ? [] : [word]), ...addresses, ...ports]
    .filter((one) => !input.includes(one))
    .map((one) => `${one} is not in the input: ${text}`);
}

function badStep(step: string, quotes: readonly string[]): readonly string[] {
  if (quotes.some((quote) => step.includes(quote))) return [`a whole line of evidence: ${step}`];
  return ontoItself.test(step) ? [`a file onto itself: ${step}`] : [];
}
