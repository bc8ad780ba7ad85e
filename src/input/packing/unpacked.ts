import { DiagError, unreadableInput } from '../../core/errors.ts';
import { bombBytes, type Packing, packingOf } from './packings.ts';

/** Passes plain bytes on, and unpacks what begins as something packed. */
export async function* unpacked(
  { name }: { readonly name: string },
  blocks: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  const first = await blocks.next();
  if (first.done) return;
  const packing = packingOf(first.value);
  try {
    if (packing === undefined) {
      yield first.value;
      yield* blocks;
    } else {
      yield* unpack(name, packing, first.value, blocks);
    }
  } finally {
    // A reader that stops at the first block never gets to close the second generator itself.
    await blocks.return(undefined);
  }
}

async function* unpack(
  name: string,
  packing: Packing,
  head: Buffer,
  blocks: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  let packed = 0;
  let plain = 0;
  const stream = await packing.open(name);
  const feed = async () => {
    for (let block: Buffer | undefined = head; block !== undefined; block = (await blocks.next()).value) {
      packed += block.length;
      if (!stream.write(Buffer.from(block))) await drained(stream);
      if (stream.destroyed) return;
    }
    stream.end();
  };
  const feeding = feed().catch((error: Error) => stream.destroy(error));
  try {
    for await (const block of stream as AsyncIterable<Buffer>) {
      plain += block.length;
      if (plain > bombBytes && plain > packed * packing.maxRatio) {
        throw unreadableInput(
          `${name}: ${packed} bytes of ${packing.name} that unpack to more than ${plain}`,
          'no log shrinks so much; look at what is in it with head',
        );
      }
      yield block;
    }
    await feeding;
  } catch (error) {
    if (error instanceof DiagError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw unreadableInput(
      `${name}: damaged ${packing.name} after ${plain} bytes: ${why}`,
      'unpack it and see what is left',
    );
  } finally {
    stream.destroy();
  }
}

/** Waits until more can be written, or nothing can any more. */
const drained = (stream: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      stream.off('drain', end).off('close', end).off('error', end);
      resolve();
    };
    stream.on('drain', end).on('close', end).on('error', end);
  });
